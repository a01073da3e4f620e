/**
 * @file figures.hpp
 * @brief The part of kepu.hpp about regions and figures. Include kepu.hpp.
 * @since 0.1.0
 */
#include <kepu/kepu.hpp> // before the guard, as it includes this file at its end

#ifndef KEPU_FIGURES_HPP
#define KEPU_FIGURES_HPP

#include <algorithm>
#include <atomic>
#include <memory>
#include <stdexcept>

namespace kepu {

// ---- regions ----

/** @brief A region of a tree, which it holds. */
class tree_region {
public:
	tree_region(std::shared_ptr<const kepu_regions> from, std::size_t index) : from_(std::move(from)), index_(index) {}

	/** @brief Its place in the order of the tree. */
	std::size_t index() const noexcept { return index_; }

	/** @brief No other one of the tree has it. */
	std::string_view code() const { return detail::sure(::kepu_regions_code, from_.get(), index_); }
	maybe_text name() const { return detail::read(::kepu_regions_name, from_.get(), index_); }
	kepu::level level() const { return static_cast<kepu::level>(::kepu_regions_level(from_.get(), index_)); }
	maybe_text level_token() const { return detail::read(::kepu_regions_level_token, from_.get(), index_); }

	/** @brief Named by its token, or by a depth: 1 is that of the roots. */
	bool is_of_level(std::string_view level) const
	{
		const detail::given in(level);
		return ::kepu_regions_is_of_level(from_.get(), index_, in.bytes, in.length) != 0;
	}

	/** @brief What the code is one of, like GB/T 2260. */
	maybe_text scheme() const { return detail::read(::kepu_regions_scheme, from_.get(), index_); }

	/** @brief Of the list that the code stands in. */
	maybe_text year() const { return detail::read(::kepu_regions_year, from_.get(), index_); }

	/** @brief None for a root. */
	std::optional<tree_region> parent() const
	{
		std::size_t found = 0;
		if (::kepu_regions_parent(from_.get(), index_, &found) != KEPU_OK)
			return std::nullopt;
		return tree_region(from_, found);
	}

	/** @brief Those directly below it. */
	std::vector<tree_region> children() const { return children(from_, index_ + 1, end()); }

	/** @brief The region itself and all below it, each before those below it. */
	auto walk() const;

	std::optional<std::int64_t> population(std::int32_t year) const
	{
		std::int64_t people = 0;
		if (::kepu_regions_population(from_.get(), index_, year, &people) != KEPU_OK)
			return std::nullopt;
		return people;
	}

	friend bool operator==(const tree_region &a, const tree_region &b) noexcept
	{
		return a.from_ == b.from_ && a.index_ == b.index_;
	}

	friend bool operator!=(const tree_region &a, const tree_region &b) noexcept { return !(a == b); }

private:
	friend class regions;

	/** @brief From the first child to where what lies below the parent ends. */
	static std::vector<tree_region> children(const std::shared_ptr<const kepu_regions> &from, std::size_t first,
	                                         std::size_t end)
	{
		std::vector<tree_region> made;
		for (std::size_t i = first; i < end; i = end_of(from, i))
			made.emplace_back(from, i);
		return made;
	}

	std::size_t end() const { return end_of(from_, index_); }

	/** @brief Always behind the region itself, so that a walk comes to its end. */
	static std::size_t end_of(const std::shared_ptr<const kepu_regions> &from, std::size_t index)
	{
		return std::max(index + 1, ::kepu_regions_end(from.get(), index));
	}

	std::shared_ptr<const kepu_regions> from_;
	std::size_t index_;
};

namespace detail {

/** @brief Regions that follow each other in the order of the tree. */
struct get_regions {
	using item = tree_region;
	std::shared_ptr<const kepu_regions> from;
	std::size_t first = 0, count = 0;

	std::size_t size() const { return count; }
	item at(std::size_t index) const { return tree_region(from, first + index); }
};

using region_list = list<get_regions, std::shared_ptr<const kepu_regions>>;

} // namespace detail

inline auto tree_region::walk() const
{
	return detail::region_list(from_, { from_, index_, end() - index_ });
}

/** @brief Regions in the order of the tree, each before those below it. */
class regions : public detail::region_list {
public:
	/** @brief Takes C regions, and what was found in their table. */
	explicit regions(kepu_regions *taken, const kepu::findings &found = kepu::findings())
		: regions(std::shared_ptr<const kepu_regions>(taken, [](kepu_regions *r) { ::kepu_regions_free(r); }), found)
	{
	}

	/** @brief Read the tree from a CSV file. */
	static regions from_csv_file(const std::string &path)
	{
		return read(::kepu_regions_from_csv_file, detail::terminated(path));
	}

	/** @brief Read the tree from a CSV table in memory. */
	static regions from_csv(std::string_view table)
	{
		const detail::given in(table);
		return read(::kepu_regions_from_csv, static_cast<const void *>(in.bytes), in.length);
	}

	/** @brief The rows that were refused, each with its line, its column and the reason. */
	const kepu::findings &findings() const noexcept { return findings_; }

	/** @brief The one with a code, or else the only one with a name. */
	std::optional<tree_region> find(std::string_view text) const
	{
		const detail::given in(text);
		std::size_t found = 0;
		if (::kepu_regions_find(get(), in.bytes, in.length, &found) != KEPU_OK)
			return std::nullopt;
		return tree_region(kept(), found);
	}

	/** @brief Those that lie under none. */
	std::vector<tree_region> roots() const { return tree_region::children(kept(), 0, size()); }

	/** @brief The years that the table has a column of populations for, in the order of the columns. */
	std::vector<std::int32_t> population_years() const
	{
		std::vector<std::int32_t> made;
		for (std::size_t i = 0; i < ::kepu_regions_population_year_count(get()); i++)
			made.push_back(::kepu_regions_population_year(get(), i));
		return made;
	}

	/** @brief For the C interface. */
	const kepu_regions *get() const noexcept { return kept().get(); }

private:
	regions(const std::shared_ptr<const kepu_regions> &from, const kepu::findings &found)
		: list(from, { from, 0, ::kepu_regions_count(from.get()) }), findings_(found)
	{
	}

	template <class Function, class... Arguments> static regions read(Function function, Arguments... arguments)
	{
		kepu_regions *made = nullptr;
		kepu_findings *found = nullptr;
		detail::call(function, arguments..., &made, &found);
		std::unique_ptr<kepu_regions, void (*)(kepu_regions *)> owner(made, ::kepu_regions_free);
		const kepu::findings refused(found);
		return regions(owner.release(), refused);
	}

	kepu::findings findings_;
};

// ---- figures ----

/** @brief One figure, as a row of a table gives it: a copy, which stays when the set has gone. */
struct datum {
	std::string indicator;             /**< @brief An id or a name, as written. */
	std::optional<std::string> region; /**< @brief As written; none: the plan's own, or none is said. */
	std::string period;                /**< @brief Like 2023, 2023-Q2, 2023-06-30, whatever it was written as. */
	kepu::state state = kepu::state::unknown; /**< @brief Whether there is a value, or why there is none. */
	std::optional<decimal> value;
	std::optional<std::string> unit; /**< @brief With a plan the indicator's, into which the value was converted. */
	value_status status = value_status::unknown; /**< @brief How far it is checked. */
	std::optional<std::string> source;           /**< @brief Where it comes from, as written. */
	datum_kind kind = datum_kind::unknown;       /**< @brief What it is. */
	kepu::relative relative = kepu::relative::unknown; /**< @brief What a target relates to; unknown: it is no such. */
	std::int64_t line = 0; /**< @brief Line of its table that the indicator stands in, from 1. */
};

/**
 * @brief Figures of indicators from tables: what was measured, baselines, targets, denominators.
 *
 * One thread at a time may add to a set, while nobody reads it; a call that comes in between is std::logic_error. Many may
 * judge plans by it at once.
 */
class data {
public:
	/** @brief For any plans: names and units of indicators are not looked at when a table is read. */
	data() : data(nullptr) {}

	/** @brief For one plan, whose names and units of indicators are looked at. */
	explicit data(const plan &about) : data(about.get()) {}

	/** @brief Add the rows of a CSV file. Gives those that were refused, each with its line, its column and the reason. */
	findings add_csv_file(const std::string &path) { return add(::kepu_data_add_csv_file, detail::terminated(path)); }

	/** @brief The same of a CSV table in memory. */
	findings add_csv(std::string_view table)
	{
		const detail::given in(table);
		return add(::kepu_data_add_csv, static_cast<const void *>(in.bytes), in.length);
	}

	/** @brief How many rows were taken. */
	std::size_t size() const
	{
		const turn mine(state_.get(), false);
		return ::kepu_data_count(state_->data);
	}

	/** @brief The rows that were taken so far, in the order in which they were added. */
	std::vector<datum> rows() const
	{
		const turn mine(state_.get(), false);
		std::vector<datum> made;
		made.reserve(::kepu_data_count(state_->data));
		for (std::size_t i = 0; i < ::kepu_data_count(state_->data); i++)
			made.push_back(row(state_->data, i));
		return made;
	}

private:
	friend class progress;
	friend class rollup;

	struct state {
		kepu_data *data = nullptr;
		std::atomic<int> users{ 0 }; /* how many read it; -1 while it is changed */

		~state() { ::kepu_data_free(data); }
	};

	/** @brief While it lives nobody changes the set, or with `change` nobody else is at it. */
	class turn {
	public:
		turn(state *of, bool change) : of_(of), by_(change ? -1 : 1)
		{
			if (!of)
				throw std::logic_error("kepu::data: moved from");
			int users = of->users.load();
			do {
				if (users < 0 || (change && users > 0))
					throw std::logic_error("kepu::data: in use by another thread");
			} while (!of->users.compare_exchange_weak(users, users + by_));
		}

		turn(const turn &) = delete;
		turn &operator=(const turn &) = delete;

		~turn() { of_->users -= by_; }

	private:
		state *of_;
		int by_;
	};

	explicit data(kepu_plan *about) : state_(std::make_unique<state>())
	{
		detail::call(::kepu_data_new, about, &state_->data);
	}

	static std::optional<std::string> copy(const maybe_text &text)
	{
		return text ? std::optional<std::string>(*text) : std::nullopt;
	}

	static datum row(const kepu_data *from, std::size_t at)
	{
		datum made;
		decimal value;
		made.indicator = detail::sure(::kepu_data_indicator, from, at);
		made.region = copy(detail::read(::kepu_data_region, from, at));
		made.period = detail::sure(::kepu_data_period, from, at);
		made.state = static_cast<kepu::state>(::kepu_data_state(from, at));
		if (::kepu_data_value(from, at, &value.coefficient, &value.scale) == KEPU_OK)
			made.value = value;
		made.unit = copy(detail::read(::kepu_data_unit, from, at));
		made.status = static_cast<value_status>(::kepu_data_status(from, at));
		made.source = copy(detail::read(::kepu_data_source, from, at));
		made.kind = static_cast<datum_kind>(::kepu_data_kind(from, at));
		made.relative = static_cast<kepu::relative>(::kepu_data_relative(from, at));
		made.line = ::kepu_data_line(from, at);
		return made;
	}

	template <class Function, class... Arguments> findings add(Function function, Arguments... arguments)
	{
		const turn mine(state_.get(), true);
		kepu_findings *refused = nullptr;
		detail::call(function, state_->data, arguments..., &refused);
		return findings(refused);
	}

	std::unique_ptr<state> state_;
};

/** @brief How one indicator stands in one region. */
class progress_row {
public:
	progress_row(std::shared_ptr<const kepu_progress> from, std::size_t row) : from_(std::move(from)), row_(row) {}

	kepu::indicator indicator() const
	{
		return kepu::indicator(detail::held(::kepu_progress_plan(from_.get())), ::kepu_progress_indicator(from_.get(), row_));
	}

	/** @brief As the plan or the figures name it; none: the plan's own. */
	maybe_text region() const { return detail::read(::kepu_progress_region, from_.get(), row_); }

	/** @brief Whether there is a value, or why there is none. Zero is a value. */
	kepu::state state() const { return static_cast<kepu::state>(::kepu_progress_state(from_.get(), row_)); }
	std::optional<decimal> value() const { return number(progress_number::value); }
	std::optional<decimal> target() const { return number(progress_number::target); }

	/** @brief Day that the target is due on, like 2025-12-31. */
	maybe_text due() const { return detail::read(::kepu_progress_due, from_.get(), row_); }

	/** @brief Level that the path to the target has on the day. */
	std::optional<decimal> expected() const { return number(progress_number::expected); }

	/** @brief 1 is all of it. */
	std::optional<decimal> attainment() const { return number(progress_number::attainment); }

	/** @brief None: nothing was judged. */
	std::optional<bool> reached() const
	{
		std::int32_t is = 0;
		return ::kepu_progress_reached(from_.get(), row_, &is) == KEPU_OK ? std::optional<bool>(is != 0) : std::nullopt;
	}

	/** @brief How many have a value, and how many of them reach the target. */
	struct tally_of {
		std::size_t counted = 0, reaching = 0;
	};

	/** @brief Of the plan's own row of an indicator whose target holds for each of something. */
	std::optional<tally_of> tally() const
	{
		tally_of made;
		const kepu_status status = ::kepu_progress_tally(from_.get(), row_, &made.counted, &made.reaching);
		return status == KEPU_OK ? std::optional<tally_of>(made) : std::nullopt;
	}

	kepu::light light() const { return static_cast<kepu::light>(::kepu_progress_light(from_.get(), row_)); }

private:
	std::optional<decimal> number(progress_number which) const
	{
		decimal made;
		const kepu_status status =
			::kepu_progress_number(from_.get(), row_, detail::number(which), &made.coefficient, &made.scale);
		return status == KEPU_OK ? std::optional<decimal>(made) : std::nullopt;
	}

	std::shared_ptr<const kepu_progress> from_;
	std::size_t row_;
};

namespace detail {

struct get_progress {
	using item = progress_row;
	std::shared_ptr<const kepu_progress> from;

	std::size_t size() const { return ::kepu_progress_count(from.get()); }
	item at(std::size_t index) const { return progress_row(from, index); }
};

} // namespace detail

/** @brief The indicators of a plan on a day: a row for each indicator and region, in document order. */
class progress : public list<detail::get_progress, std::shared_ptr<const kepu_progress>> {
public:
	/** @brief By what stands in the plan alone. */
	explicit progress(const kepu::plan &of, const judge_options &how = judge_options())
		: progress(judged(of.get(), nullptr, how))
	{
	}

	/** @brief By a set of figures for this plan, too. */
	progress(const kepu::plan &of, const data &figures, const judge_options &how = judge_options())
		: progress(judged(of.get(), figures, how))
	{
	}

	kepu::plan plan() const { return kepu::plan(::kepu_progress_plan(get())); }

	/** @brief The day that was judged for: one after the plan's period is judged as its last. */
	std::string_view date() const { return detail::sure(::kepu_progress_date, get()); }

	buffer to_csv(bool bom = false) const
	{
		return detail::read_buffer(::kepu_progress_to_csv, get(), std::int32_t(bom));
	}

	/** @brief A JSON list of objects. */
	buffer to_json() const { return detail::read_buffer(::kepu_progress_to_json, get()); }

	/** @brief For the C interface. */
	const kepu_progress *get() const noexcept { return kept().get(); }

private:
	explicit progress(const std::shared_ptr<const kepu_progress> &made) : list(made, detail::get_progress{ made }) {}

	static std::shared_ptr<const kepu_progress> judged(kepu_plan *of, const data &figures, const judge_options &how)
	{
		const data::turn mine(figures.state_.get(), false);
		return judged(of, figures.state_->data, how);
	}

	static std::shared_ptr<const kepu_progress> judged(kepu_plan *of, const kepu_data *figures, const judge_options &how)
	{
		const detail::given date(how.date);
		const std::string green = words(how.green), yellow = words(how.yellow), tolerance = words(how.tolerance);
		kepu_progress *made = nullptr;
		detail::call(::kepu_progress_new, of, figures, date.bytes, date.length, detail::number(how.path), pointer(green),
		             pointer(yellow), pointer(tolerance), std::int32_t(how.exact ? KEPU_JUDGE_EXACT : 0), &made);
		return std::shared_ptr<const kepu_progress>(made, [](kepu_progress *p) { ::kepu_progress_free(p); });
	}

	static std::string words(const std::optional<decimal> &number) { return number ? number->str() : std::string(); }
	static const char *pointer(const std::string &number) { return number.empty() ? nullptr : number.c_str(); }
};

inline kepu::progress plan::progress(const judge_options &how) const
{
	return kepu::progress(*this, how);
}

inline kepu::progress plan::progress(const data &figures, const judge_options &how) const
{
	return kepu::progress(*this, figures, how);
}

} // namespace kepu

namespace std {

template <> struct hash<kepu::tree_region> {
	size_t operator()(const kepu::tree_region &part) const noexcept { return hash<size_t>()(part.index()); }
};

} // namespace std

#endif
