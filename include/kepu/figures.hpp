/**
 * @file figures.hpp
 * @brief The part of kepu.hpp about regions and figures. Include kepu.hpp.
 * @since 0.1.0
 */
#ifndef KEPU_FIGURES_HPP
#define KEPU_FIGURES_HPP

#include <kepu/kepu.hpp>

#include <algorithm>

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
		for (std::size_t i = first; i < end; i = std::max(i + 1, ::kepu_regions_end(from.get(), i)))
			made.emplace_back(from, i);
		return made;
	}

	std::size_t end() const { return ::kepu_regions_end(from_.get(), index_); }

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

} // namespace kepu

namespace std {

template <> struct hash<kepu::tree_region> {
	size_t operator()(const kepu::tree_region &part) const noexcept { return hash<size_t>()(part.index()); }
};

} // namespace std

#endif
