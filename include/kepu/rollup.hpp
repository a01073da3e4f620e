/**
 * @file rollup.hpp
 * @brief The part of kepu.hpp about adding figures up the regions. Include kepu.hpp.
 * @since 0.1.0
 */
#include <kepu/kepu.hpp> // before the guard, as it includes this file at its end

#ifndef KEPU_ROLLUP_HPP
#define KEPU_ROLLUP_HPP

namespace kepu {

/** @brief What a roll-up gives for an indicator in a period: one figure for each region, under the region's index. */
class totals {
public:
	/** @brief Takes C totals. */
	explicit totals(kepu_totals *taken) : it_(taken, [](kepu_totals *t) { ::kepu_totals_free(t); }) {}

	std::size_t size() const noexcept { return ::kepu_totals_count(get()); }

	/** @brief None where no region below has one. */
	std::optional<decimal> value(std::size_t region) const { return number(::kepu_totals_value, region); }

	/** @brief Of means and ratios the quotient of the exact sums; not a number where there is none. */
	double as_double(std::size_t region) const noexcept { return ::kepu_totals_double(get(), region); }

	/** @brief One of the exact sums that a mean or a ratio is the quotient of. */
	maybe_text sum(std::size_t region, total_sum which) const
	{
		return detail::read(::kepu_totals_sum, get(), region, detail::number(which));
	}

	/** @brief What a region with others below it observed itself, whether the figure was made of it or not. */
	std::optional<decimal> own(std::size_t region) const { return number(::kepu_totals_own, region); }

	/** @brief How many of the lowest regions under a region its figure covers. */
	std::size_t covered(std::size_t region) const noexcept { return ::kepu_totals_covered(get(), region); }

	/** @brief How many there are, without those to which the indicator does not apply. */
	std::size_t leaves(std::size_t region) const noexcept { return ::kepu_totals_leaves(get(), region); }

	/** @brief Indexes of the others. */
	std::vector<std::size_t> missing(std::size_t region) const
	{
		std::vector<std::size_t> made;
		std::size_t at = 0;
		for (; ::kepu_totals_missing(get(), region, at, &at) == KEPU_OK; at++)
			made.push_back(at);
		return made;
	}

	/** @brief For the C interface. */
	const kepu_totals *get() const noexcept { return it_.get(); }

private:
	using reader = kepu_status (*)(const kepu_totals *, std::size_t, std::int64_t *, std::int32_t *);

	std::optional<decimal> number(reader read, std::size_t region) const
	{
		decimal made;
		const kepu_status status = read(get(), region, &made.coefficient, &made.scale);
		return status == KEPU_OK ? std::optional<decimal>(made) : std::nullopt;
	}

	std::shared_ptr<const kepu_totals> it_;
};

/** @brief Adds figures up, file by file, with the memory of one. Cannot be copied; belongs to one thread at a time. */
class rollup {
public:
	/** @brief Over a tree, which it keeps, by one rule for all indicators or by each its own. */
	explicit rollup(const regions &tree, rollup_rule rule = rollup_rule::unknown) : it_(nullptr, ::kepu_rollup_free)
	{
		kepu_rollup *made = nullptr;
		detail::call(::kepu_rollup_new, const_cast<kepu_regions *>(tree.get()), detail::number(rule), &made);
		it_.reset(made);
	}

	/** @brief Add the observations of a plan; what was refused is returned, as by all that follow. */
	findings add(const plan &from) { return refused(::kepu_rollup_add_plan, from.get()); }

	/** @brief Add a set of figures. */
	findings add(const data &figures)
	{
		const data::turn mine(figures.state_.get(), false);
		return refused(::kepu_rollup_add_data, figures.state_->data);
	}

	/** @brief Add a plan file or a CSV table; its content says which. After an error nothing of it is added,
	 * unless memory is out. */
	findings add_file(const std::string &path, const limits &within = {})
	{
		const detail::load_options options(within);
		return refused(::kepu_rollup_add_file, detail::terminated(path), options.get());
	}

	/** @brief The same from memory; the name is for messages. */
	findings add_bytes(std::string_view bytes, const char *name = nullptr, const limits &within = {})
	{
		const detail::load_options options(within);
		const detail::given in(bytes);
		return refused(::kepu_rollup_add_bytes, static_cast<const void *>(in.bytes), in.length, name, options.get());
	}

	/** @brief How many indicators were mentioned; their numbers go from 0, in the order of first mention. */
	std::size_t size() const noexcept { return ::kepu_rollup_indicator_count(get()); }

	std::string_view name(std::size_t indicator) const
	{
		return detail::sure(::kepu_rollup_indicator_name, get(), indicator);
	}

	maybe_text unit(std::size_t indicator) const { return detail::read(::kepu_rollup_indicator_unit, get(), indicator); }

	rollup_rule rule(std::size_t indicator) const noexcept
	{
		return static_cast<rollup_rule>(::kepu_rollup_indicator_rule(get(), indicator));
	}

	/** @brief The number of the indicator with a name. */
	std::optional<std::size_t> find(std::string_view name) const
	{
		const detail::given in(name);
		std::size_t found = 0;
		const kepu_status status = ::kepu_rollup_find_indicator(get(), in.bytes, in.length, &found);
		return status == KEPU_OK ? std::optional<std::size_t>(found) : std::nullopt;
	}

	/** @brief The periods that an indicator has figures for, by first day and then by last. */
	std::vector<std::string_view> periods(std::size_t indicator) const
	{
		std::vector<std::string_view> made;
		for (std::size_t i = 0; i < ::kepu_rollup_period_count(get(), indicator); i++)
			made.push_back(detail::sure(::kepu_rollup_period, get(), indicator, i));
		return made;
	}

	/** @brief Add up one of the periods of an indicator, for all regions. */
	kepu::totals totals(std::size_t indicator, std::size_t period) const
	{
		kepu_totals *made = nullptr;
		detail::call(::kepu_rollup_total, get(), indicator, period, &made);
		return kepu::totals(made);
	}

	/** @brief All totals as a table; only those of an indicator, and of a level or depth, where said. */
	buffer to_csv(maybe_text indicator = std::nullopt, maybe_text level = std::nullopt, bool bom = false) const
	{
		const detail::given name(indicator), on(level);
		return detail::read_buffer(::kepu_rollup_to_csv, get(), name.bytes, name.length, on.bytes, on.length,
		                           std::int32_t(bom));
	}

	/** @brief The same as JSON, with the codes of the regions that are missing. */
	buffer to_json(maybe_text indicator = std::nullopt, maybe_text level = std::nullopt) const
	{
		const detail::given name(indicator), on(level);
		return detail::read_buffer(::kepu_rollup_to_json, get(), name.bytes, name.length, on.bytes, on.length);
	}

	/** @brief For the C interface. */
	kepu_rollup *get() const noexcept { return it_.get(); }

private:
	template <class Function, class... Arguments> findings refused(Function function, Arguments... arguments)
	{
		kepu_findings *found = nullptr;
		detail::call(function, get(), arguments..., &found);
		return findings(found);
	}

	std::unique_ptr<kepu_rollup, void (*)(kepu_rollup *)> it_;
};

} // namespace kepu

#endif
