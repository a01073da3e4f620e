/**
 * @file score.hpp
 * @brief The part of kepu.hpp about scoring units by a scheme. Include kepu.hpp.
 * @since 0.1.0
 */
#include <kepu/kepu.hpp> // before the guard, as it includes this file at its end

#ifndef KEPU_SCORE_HPP
#define KEPU_SCORE_HPP

namespace kepu {

class inputs;

// ---- schemes ----

/** @brief One element of a scheme, which it holds: a module, a criterion, a rule, a grade. */
class element {
public:
	element(std::shared_ptr<const kepu_scheme> from, std::size_t index) : from_(std::move(from)), index_(index) {}

	/** @brief Its place in the order of the file. */
	std::size_t index() const noexcept { return index_; }

	/** @brief Its name in XML, like criterion or ratio. */
	std::string_view kind() const { return detail::sure(::kepu_scheme_kind, from_.get(), index_); }
	maybe_text id() const { return value("id"); }
	maybe_text name() const { return value("name"); }

	/** @brief Text of an attribute as it was written, like points. */
	maybe_text value(std::string_view attribute) const
	{
		const detail::given in(attribute);
		return detail::read(::kepu_scheme_value, from_.get(), index_, in.bytes, in.length);
	}

	/** @brief None for the scheme itself. */
	std::optional<element> parent() const
	{
		const std::size_t above = above_of(index_);
		return above == none ? std::nullopt : std::optional<element>(element(from_, above));
	}

	/** @brief The elements directly below it. */
	std::vector<element> children() const
	{
		std::vector<element> made;
		for (const element &each : walk())
			if (above_of(each.index_) == index_)
				made.push_back(each);
		return made;
	}

	/** @brief The element itself and all below it, each before those below it. */
	std::vector<element> walk() const
	{
		std::vector<element> made{ *this };
		for (std::size_t i = index_ + 1; i < ::kepu_scheme_count(from_.get()) && above_of(i) >= index_; i++)
			made.emplace_back(from_, i);
		return made;
	}

	friend bool operator==(const element &a, const element &b) noexcept
	{
		return a.from_.get() == b.from_.get() && a.index_ == b.index_;
	}

	friend bool operator!=(const element &a, const element &b) noexcept { return !(a == b); }

private:
	friend class scored_unit;

	static constexpr std::size_t none = std::size_t(-1);

	std::size_t above_of(std::size_t index) const noexcept { return ::kepu_scheme_parent(from_.get(), index); }

	std::shared_ptr<const kepu_scheme> from_;
	std::size_t index_;
};

namespace detail {

struct get_element {
	using item = element;
	std::shared_ptr<const kepu_scheme> from;

	std::size_t size() const { return ::kepu_scheme_count(from.get()); }
	item at(std::size_t index) const { return element(from, index); }
};

/** @brief Calls a reader of a number, which may have none. */
template <class Function, class... Arguments>
std::optional<decimal> read_decimal(Function function, Arguments... arguments)
{
	decimal made;
	const kepu_status status = function(arguments..., &made.coefficient, &made.scale);
	return status == KEPU_OK ? std::optional<decimal>(made) : std::nullopt;
}

} // namespace detail

/** @brief What is scored, by which rules: the list of its elements, of which the first is the scheme itself. */
class scheme : public list<detail::get_element, std::shared_ptr<const kepu_scheme>> {
public:
	/** @brief Takes a C scheme. */
	explicit scheme(kepu_scheme *taken)
		: scheme(std::shared_ptr<const kepu_scheme>(
			  taken, [](const kepu_scheme *s) { ::kepu_scheme_free(const_cast<kepu_scheme *>(s)); }))
	{
	}

	explicit scheme(const std::shared_ptr<const kepu_scheme> &from) : list(from, detail::get_element{ from }) {}

	/** @brief Load a scheme file: XML or JSON, packed or not. */
	static scheme load(const std::string &path)
	{
		return made(::kepu_scheme_load_file, detail::terminated(path));
	}

	/** @brief The same from memory. */
	static scheme load_bytes(std::string_view bytes)
	{
		const detail::given in(bytes);
		return made(::kepu_scheme_load, static_cast<const void *>(in.bytes), in.length);
	}

	element root() const { return (*this)[0]; }

	/** @brief The element with an id. Ids of parts, levels and items are not looked for. */
	std::optional<element> find(std::string_view id) const
	{
		const detail::given in(id);
		const std::size_t found = ::kepu_scheme_find(get(), in.bytes, in.length);
		return found == std::size_t(-1) ? std::nullopt : std::optional<element>(element(kept(), found));
	}

	/** @brief The same scheme gives the same bytes. */
	buffer to_xml() const { return detail::read_buffer(::kepu_scheme_to_xml, get()); }

	/** @brief Of which load_bytes() makes the same scheme again. */
	buffer to_json() const { return detail::read_buffer(::kepu_scheme_to_json, get()); }

	/** @brief Save to a file as XML, whole or not at all. */
	void save(const std::string &path) const
	{
		detail::call(::kepu_scheme_save_file, get(), detail::terminated(path));
	}

	/** @brief What is likely wrong with it, though it can be used. */
	findings check() const { return looked_over(nullptr); }

	/** @brief And what the units and figures show. */
	findings check(const inputs &with) const;

	/** @brief For the C interface. */
	const kepu_scheme *get() const noexcept { return kept().get(); }

private:
	friend class scheme_builder;

	template <class Function, class... Arguments> static scheme made(Function function, Arguments... arguments)
	{
		kepu_scheme *made = nullptr;
		detail::call(function, arguments..., &made);
		return scheme(made);
	}

	findings looked_over(const kepu_inputs *with) const
	{
		kepu_findings *found = nullptr;
		detail::call(::kepu_scheme_check, get(), with, &found);
		return findings(found);
	}
};

/** @brief Makes a scheme, element by element. Cannot be copied; belongs to one thread at a time. */
class scheme_builder {
public:
	scheme_builder() : it_(nullptr, ::kepu_scheme_builder_free)
	{
		kepu_scheme_builder *made = nullptr;
		detail::call(::kepu_scheme_builder_new, &made);
		it_.reset(made);
	}

	/** @brief Begin with the scheme itself. Gives the number of an element, as all that follow. */
	std::size_t add(std::string_view kind) { return add(std::size_t(-1), kind); }

	/** @brief Add an element behind those that its parent holds already. */
	std::size_t add(std::size_t parent, std::string_view kind)
	{
		const detail::given in(kind);
		std::size_t made = 0;
		detail::call(::kepu_scheme_builder_add, get(), parent, in.bytes, in.length, &made);
		return made;
	}

	/** @brief Set an attribute, which is checked at once; no value takes it away. */
	void set(std::size_t element, std::string_view attribute, const maybe_text &value)
	{
		const detail::given name(attribute), in(value);
		detail::call(::kepu_scheme_builder_set, get(), element, name.bytes, name.length, in.bytes, in.length);
	}

	/** @brief Check the scheme as a whole and give it out; after a failure the builder can go on. */
	scheme finish() { return scheme::made(::kepu_scheme_builder_finish, get()); }

	/** @brief For the C interface. */
	kepu_scheme_builder *get() const noexcept { return it_.get(); }

private:
	std::unique_ptr<kepu_scheme_builder, void (*)(kepu_scheme_builder *)> it_;
};

// ---- explanations ----

/** @brief One line of an explanation, which it holds. */
class explanation_line {
public:
	explanation_line(std::shared_ptr<const kepu_explanation> from, std::size_t index)
		: from_(std::move(from)), index_(index)
	{
	}

	/** @brief What it is about. */
	line_kind what() const noexcept { return static_cast<line_kind>(::kepu_explanation_what(from_.get(), index_)); }

	/** @brief It lies in the nearest line above it that is less deep. */
	std::size_t depth() const noexcept { return ::kepu_explanation_depth(from_.get(), index_); }

	/** @brief Index of the element that it is about, or belongs to. */
	std::size_t element() const noexcept { return ::kepu_explanation_element(from_.get(), index_); }

	/** @brief Of a figure, measure or target the value, of a rank the rank, of a need the change. */
	std::optional<decimal> points() const
	{
		return detail::read_decimal(::kepu_explanation_points, from_.get(), index_);
	}

	/** @brief What it adds to the line that it lies in. */
	std::optional<decimal> adds() const { return detail::read_decimal(::kepu_explanation_adds, from_.get(), index_); }

	/** @brief Whether it has a value, or why not. */
	kepu::state state() const noexcept { return static_cast<kepu::state>(::kepu_explanation_state(from_.get(), index_)); }

	/** @brief The line in words. */
	std::string_view text(language in = language::en) const
	{
		return detail::sure(::kepu_explanation_text, from_.get(), index_, detail::number(in));
	}

private:
	std::shared_ptr<const kepu_explanation> from_;
	std::size_t index_;
};

namespace detail {

struct get_line {
	using item = explanation_line;
	std::shared_ptr<const kepu_explanation> from;

	std::size_t size() const { return ::kepu_explanation_count(from.get()); }
	item at(std::size_t index) const { return explanation_line(from, index); }
};

} // namespace detail

/** @brief Why a unit has its score: a list of lines. It needs the score no more. */
class explanation : public list<detail::get_line, std::shared_ptr<const kepu_explanation>> {
public:
	/** @brief Takes a C explanation. */
	explicit explanation(kepu_explanation *taken)
		: explanation(std::shared_ptr<const kepu_explanation>(
			  taken, [](const kepu_explanation *e) { ::kepu_explanation_free(const_cast<kepu_explanation *>(e)); }))
	{
	}

	/** @brief A table for a terminal of so many columns; 0: no line is broken. */
	buffer to_text(language in = language::en, std::size_t width = 0) const
	{
		return detail::read_buffer(::kepu_explanation_to_text, get(), detail::number(in), width);
	}

	/** @brief With the words in both languages. */
	buffer to_json() const { return detail::read_buffer(::kepu_explanation_to_json, get()); }

	/** @brief A part of a page: a section of the class kepu-score. */
	buffer to_html(language in = language::en) const
	{
		return detail::read_buffer(::kepu_explanation_to_html, get(), detail::number(in));
	}

	/** @brief For the C interface. */
	const kepu_explanation *get() const noexcept { return kept().get(); }

private:
	explicit explanation(const std::shared_ptr<const kepu_explanation> &made) : list(made, detail::get_line{ made }) {}
};

// ---- scores ----

/** @brief One unit of a score, which it holds. Elements are those of the scheme; one of another is std::invalid_argument. */
class scored_unit {
public:
	scored_unit(std::shared_ptr<const kepu_score> from, std::size_t row) : from_(std::move(from)), row_(row) {}

	/** @brief Its place in the score. */
	std::size_t row() const noexcept { return row_; }

	std::string_view id() const { return detail::sure(::kepu_score_unit, from_.get(), row_); }

	/** @brief Its id where it has none. */
	std::string_view name() const { return detail::sure(::kepu_score_name, from_.get(), row_); }

	/** @brief Id of the group that it is ranked in. */
	maybe_text group() const { return detail::read(::kepu_score_group, from_.get(), row_); }

	/** @brief Id of its grade, after downgrades, gates and vetoes. */
	maybe_text grade() const { return detail::read(::kepu_score_grade, from_.get(), row_); }
	std::optional<decimal> total() const { return detail::read_decimal(::kepu_score_total, from_.get(), row_); }

	/** @brief In its group; equal units may share a mean, as 2.5. */
	std::optional<decimal> rank() const { return detail::read_decimal(::kepu_score_rank, from_.get(), row_); }

	/** @brief Whether a stage that is required has not been done for it yet. */
	bool provisional() const noexcept { return ::kepu_score_provisional(from_.get(), row_) != 0; }

	/** @brief Whether it passed all gates and no veto has happened. */
	bool eligible() const noexcept { return ::kepu_score_eligible(from_.get(), row_) != 0; }

	/** @brief Whether an element has points, or why not. */
	kepu::state state(const element &of) const
	{
		return static_cast<kepu::state>(::kepu_score_state(from_.get(), row_, index(of)));
	}

	/** @brief Points of the scheme, a module, a criterion; of gates, vetoes and downgrades as kepu_score_points() says. */
	std::optional<decimal> points(const element &of) const
	{
		return detail::read_decimal(::kepu_score_points, from_.get(), row_, index(of));
	}

	/** @brief Whether it gets an award, or why not. */
	award_result award(const element &of) const
	{
		return static_cast<award_result>(::kepu_score_award(from_.get(), row_, index(of)));
	}

	/** @brief Why it has this score. */
	explanation explain() const
	{
		kepu_explanation *made = nullptr;
		detail::call(::kepu_explanation_new, from_.get(), row_, &made);
		return explanation(made);
	}

	/** @brief The smallest change of a criterion's raw value alone that does it; none where no change does. */
	std::optional<decimal> need(const element &of, kepu::need what = kepu::need::grade) const
	{
		std::optional<decimal> made;
		detail::call([&](kepu_error **err) {
			decimal change;
			const kepu_status status = ::kepu_score_need(from_.get(), row_, index(of), detail::number(what),
			                                             &change.coefficient, &change.scale, err);
			if (status == KEPU_OK)
				made = change;
			return status == KEPU_NO_VALUE ? KEPU_OK : status;
		});
		return made;
	}

private:
	std::size_t index(const element &of) const
	{
		if (of.from_.get() != ::kepu_score_scheme(from_.get()))
			throw std::invalid_argument("kepu::scored_unit: an element of another scheme");
		return of.index();
	}

	std::shared_ptr<const kepu_score> from_;
	std::size_t row_;
};

namespace detail {

struct get_scored {
	using item = scored_unit;
	std::shared_ptr<const kepu_score> from;

	std::size_t size() const { return ::kepu_score_count(from.get()); }
	item at(std::size_t index) const { return scored_unit(from, index); }
};

} // namespace detail

/** @brief Units as a scheme scores them: group by group, in a group by rank. It never changes. */
class score : public list<detail::get_scored, std::shared_ptr<const kepu_score>> {
public:
	/** @brief Takes a C score, and what was found while scoring. */
	explicit score(kepu_score *taken, const kepu::findings &found = kepu::findings())
		: score(std::shared_ptr<const kepu_score>(
					taken, [](const kepu_score *s) { ::kepu_score_free(const_cast<kepu_score *>(s)); }),
	            found)
	{
	}

	/** @brief What was found while scoring, as a divisor that is zero. */
	const kepu::findings &findings() const noexcept { return findings_; }

	/** @brief The scheme that the units were scored by; it holds the score. */
	kepu::scheme scheme() const
	{
		return kepu::scheme(std::shared_ptr<const kepu_scheme>(kept(), ::kepu_score_scheme(get())));
	}

	/** @brief Id of the stage that was scored; none where the scheme has no stages. */
	maybe_text stage() const { return detail::read(::kepu_score_stage, get()); }

	/** @brief Digits after the point at which ranks were taken. */
	std::int32_t rank_decimals() const noexcept { return ::kepu_score_rank_decimals(get()); }

	/** @brief The unit with an id. */
	std::optional<scored_unit> find(std::string_view unit) const
	{
		const detail::given in(unit);
		const std::size_t found = ::kepu_score_find(get(), in.bytes, in.length);
		return found == std::size_t(-1) ? std::nullopt : std::optional<scored_unit>(scored_unit(kept(), found));
	}

	buffer to_csv(bool bom = false) const
	{
		return detail::read_buffer(::kepu_score_to_csv, get(), std::int32_t(bom));
	}

	/** @brief With the points and states of all elements. */
	buffer to_json() const { return detail::read_buffer(::kepu_score_to_json, get()); }

	/** @brief For the C interface. */
	const kepu_score *get() const noexcept { return kept().get(); }

private:
	score(const std::shared_ptr<const kepu_score> &made, const kepu::findings &found)
		: list(made, detail::get_scored{ made }), findings_(found)
	{
	}

	kepu::findings findings_;
};

// ---- units and figures ----

/**
 * @brief Units and figures for a scheme. Cannot be copied; belongs to one thread at a time.
 *
 * What adds rows gives those that were refused. When a score was made, nothing can be added any more.
 */
class inputs {
public:
	/** @brief For a scheme, which they keep. */
	explicit inputs(const scheme &by) : it_(nullptr, ::kepu_inputs_free)
	{
		kepu_inputs *made = nullptr;
		detail::call(::kepu_inputs_new, const_cast<kepu_scheme *>(by.get()), &made);
		it_.reset(made);
	}

	/** @brief Add a unit; without a group it is in the one that its kind belongs to, or in none. */
	void add_unit(std::string_view id, const maybe_text &name = std::nullopt, const maybe_text &kind = std::nullopt,
	              const maybe_text &group = std::nullopt)
	{
		const detail::given named(id), called(name), of(kind), in(group);
		detail::call(::kepu_inputs_add_unit, get(), named.bytes, named.length, called.bytes, called.length, of.bytes,
		             of.length, in.bytes, in.length);
	}

	/** @brief Add the units of a CSV file. */
	findings add_units_csv_file(const std::string &path)
	{
		return refused(::kepu_inputs_add_units_csv_file, detail::terminated(path));
	}

	/** @brief The same of a CSV table in memory. */
	findings add_units_csv(std::string_view table)
	{
		const detail::given in(table);
		return refused(::kepu_inputs_add_units_csv, static_cast<const void *>(in.bytes), in.length);
	}

	/** @brief Fill in a cell of the row in the making, which add() then takes. */
	void set(std::string_view column, const maybe_text &value)
	{
		const detail::given name(column), in(value);
		detail::call(::kepu_inputs_set, get(), name.bytes, name.length, in.bytes, in.length);
	}

	/** @brief Take the row that set() has filled in. */
	findings add() { return refused(::kepu_inputs_add); }

	/** @brief Add the figures of a CSV file, whose units are there. */
	findings add_csv_file(const std::string &path)
	{
		return refused(::kepu_inputs_add_csv_file, detail::terminated(path));
	}

	/** @brief The same of a CSV table in memory. */
	findings add_csv(std::string_view table)
	{
		const detail::given in(table);
		return refused(::kepu_inputs_add_csv, static_cast<const void *>(in.bytes), in.length);
	}

	/** @brief Add what the indicators of a plan came to: of a unit, or each row of the unit that its region names. */
	findings add_progress(const progress &judged, const maybe_text &unit = std::nullopt)
	{
		const detail::given in(unit);
		return refused(::kepu_inputs_add_progress, in.bytes, in.length, judged.get());
	}

	/** @brief Add the totals of a roll-up for each criterion that takes actual values: in a period, or the last of each. */
	findings add_rollup(const rollup &totals, const maybe_text &period = std::nullopt)
	{
		const detail::given in(period);
		return refused(::kepu_inputs_add_rollup, totals.get(), in.bytes, in.length);
	}

	/** @brief Score all units, at a stage or the last. */
	kepu::score score(const maybe_text &stage = std::nullopt)
	{
		const detail::given in(stage);
		kepu_score *made = nullptr;
		kepu_findings *found = nullptr;
		detail::call(::kepu_score_new, get(), in.bytes, in.length, &made, &found);
		std::unique_ptr<kepu_score, void (*)(kepu_score *)> owner(made, ::kepu_score_free);
		const kepu::findings seen(found);
		return kepu::score(owner.release(), seen);
	}

	std::size_t unit_count() const noexcept { return ::kepu_inputs_unit_count(get()); }

	/** @brief How many figures were taken. */
	std::size_t size() const noexcept { return ::kepu_inputs_count(get()); }

	/** @brief For the C interface. */
	kepu_inputs *get() const noexcept { return it_.get(); }

private:
	template <class Function, class... Arguments> findings refused(Function function, Arguments... arguments)
	{
		kepu_findings *found = nullptr;
		detail::call(function, get(), arguments..., &found);
		return findings(found);
	}

	std::unique_ptr<kepu_inputs, void (*)(kepu_inputs *)> it_;
};

inline findings scheme::check(const inputs &with) const
{
	return looked_over(with.get());
}

} // namespace kepu

#endif
