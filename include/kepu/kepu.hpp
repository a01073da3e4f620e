/**
 * @file kepu.hpp
 * @brief The library for C++17: classes that release what they hold, string views, ranges, exceptions.
 *
 * Header only, over the C interface; what a function does is said there. Plans are counted and shared: a copy of a plan, and
 * each part of it, holds it, so nothing outlives what it stands in. Texts are views into the plan and live as long as it. A
 * failure is an exception: kepu::error, or std::bad_alloc where memory is out. Iterators are valid as long as what their list
 * was read from. A plan, a matrix, a builder or bytes that were moved from are empty: readers answer nothing, calls throw;
 * parts, lists and errors are copied instead, so that there is always something in them.
 * What is not marked otherwise has been here since this header has; its source may change with each 0.x, never what it links to.
 * @since 0.1.0
 */
#ifndef KEPU_KEPU_HPP
#define KEPU_KEPU_HPP

#include <kepu/enums.hpp>
#include <kepu/kepu.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kepu {

/** @brief A text that may be missing. No value is never "". */
using maybe_text = std::optional<std::string_view>;

// ---- errors ----

/** @brief A failure: code, message in two languages, and the place it lies at. */
class error : public std::exception {
public:
	explicit error(error_code code, std::string en, std::string zh)
		: facts_(std::make_shared<facts>(facts{ code, std::move(en), std::move(zh), {}, {}, {}, 0, 0, -1 }))
	{
		facts_->what = facts_->en;
	}

	/** @brief Takes the C error, which may be NULL. */
	error(kepu_status status, kepu_error *taken)
	{
		const std::unique_ptr<kepu_error, void (*)(kepu_error *)> owner(taken, ::kepu_error_free);
		facts_ = std::make_shared<facts>();
		facts_->code = static_cast<error_code>(status);
		if (taken) {
			facts_->code = static_cast<error_code>(::kepu_error_code(taken));
			facts_->en = copy(::kepu_error_message(taken, KEPU_LANG_EN, nullptr));
			facts_->zh = copy(::kepu_error_message(taken, KEPU_LANG_ZH, nullptr));
			if (const char *file = ::kepu_error_file(taken, nullptr))
				facts_->file = file;
			if (const char *path = ::kepu_error_path(taken, nullptr))
				facts_->path = path;
			facts_->line = ::kepu_error_line(taken);
			facts_->column = ::kepu_error_column(taken);
			facts_->offset = ::kepu_error_offset(taken);
		}
		facts_->what = place() + facts_->en;
	}

	error(const error &) = default;
	error &operator=(const error &) = default;

	error_code code() const noexcept { return facts_->code; }

	/** @brief Name of the code, like "duplicate-id". */
	std::string_view name() const noexcept
	{
		const char *found = ::kepu_status_name(static_cast<kepu_status>(facts_->code), nullptr);
		return found ? found : "";
	}

	const std::string &message(language in = language::en) const noexcept
	{
		return in == language::zh ? facts_->zh : facts_->en;
	}

	/** @brief The file, as the caller named it. */
	const std::optional<std::string> &file() const noexcept { return facts_->file; }

	/** @brief Path of an element, or a JSON pointer. */
	const std::optional<std::string> &path() const noexcept { return facts_->path; }

	/** @brief From 1; 0 where there is none. */
	std::int64_t line() const noexcept { return facts_->line; }

	/** @brief From 1, in characters; 0 where there is none. */
	std::int64_t column() const noexcept { return facts_->column; }

	/** @brief Bytes from 0; -1 where there is none. */
	std::int64_t offset() const noexcept { return facts_->offset; }

	/** @brief file:line:column: message, in English. */
	const char *what() const noexcept override { return facts_->what.c_str(); }

private:
	struct facts {
		error_code code = error_code::ok;
		std::string en, zh, what;
		std::optional<std::string> file, path;
		std::int64_t line = 0, column = 0, offset = -1;
	};

	static std::string copy(const char *words) { return words ? words : ""; }

	std::string place() const
	{
		std::string made;
		if (facts_->file)
			made += *facts_->file + ":";
		if (facts_->line)
			made += std::to_string(facts_->line) + ":" + std::to_string(facts_->column) + ":";
		return made.empty() ? made : made + " ";
	}

	std::shared_ptr<facts> facts_;
};

namespace detail {

[[noreturn]] inline void fail(kepu_status status, kepu_error *err)
{
	if (status == KEPU_ERROR_MEMORY) {
		::kepu_error_free(err);
		throw std::bad_alloc();
	}
	throw error(status, err);
}

/** @brief Calls with a place for the error as the last argument; a failure is thrown. */
template <class Function, class... Arguments> void call(Function function, Arguments... arguments)
{
	kepu_error *err = nullptr;
	const kepu_status status = function(arguments..., &err);
	if (status != KEPU_OK)
		fail(status, err);
}

/** @brief A text as C takes it: an empty one still has an address, a missing one has none. */
struct given {
	const char *bytes;
	std::size_t length;

	given(std::string_view words) noexcept : bytes(words.data() ? words.data() : ""), length(words.size()) {}

	given(const maybe_text &words) noexcept : bytes(nullptr), length(0)
	{
		if (words)
			*this = given(*words);
	}
};

/** @brief Calls a reader of a text. */
template <class Function, class... Arguments> maybe_text read(Function function, Arguments... arguments)
{
	std::size_t length = 0;
	const char *found = function(arguments..., &length);
	return found ? maybe_text(std::string_view(found, length)) : std::nullopt;
}

template <class Function, class... Arguments> std::string_view sure(Function function, Arguments... arguments)
{
	return read(function, arguments...).value_or(std::string_view());
}

/** @brief A text as C takes it where only its NUL ends it; one inside is refused, for C would see another text. */
inline const char *terminated(const std::string &words)
{
	if (words.find('\0') != std::string::npos)
		throw std::invalid_argument("a NUL inside the text");
	return words.c_str();
}

template <class Enum> std::int32_t number(Enum value) noexcept
{
	return static_cast<std::int32_t>(value);
}

} // namespace detail

// ---- lists ----

/**
 * @brief A list that is read from the library: its items are made when they are asked for.
 *
 * Get has the type `item`, and gives size() and at(index); Keep holds what it reads from.
 */
template <class Get, class Keep> class list {
public:
	using value_type = typename Get::item;
	using size_type = std::size_t;

	class iterator {
	public:
		using iterator_category = std::input_iterator_tag; // items are made, not stored; in C++20 it is more:
#if __cplusplus >= 202002L
		using iterator_concept = std::random_access_iterator_tag;
#endif
		using value_type = typename Get::item;
		using difference_type = std::ptrdiff_t;
		using reference = value_type;
		using pointer = void;

		iterator() = default;

		iterator(Get get, std::size_t index) : get_(get), index_(index) {}

		value_type operator*() const { return get_.at(index_); }
		value_type operator[](difference_type n) const { return *(*this + n); }

		iterator &operator++()
		{
			++index_;
			return *this;
		}

		iterator operator++(int)
		{
			iterator before = *this;
			++index_;
			return before;
		}

		iterator &operator--()
		{
			--index_;
			return *this;
		}

		iterator operator--(int)
		{
			iterator before = *this;
			--index_;
			return before;
		}

		iterator &operator+=(difference_type n)
		{
			index_ = static_cast<std::size_t>(static_cast<difference_type>(index_) + n);
			return *this;
		}

		iterator &operator-=(difference_type n) { return *this += -n; }
		friend iterator operator+(iterator it, difference_type n) { return it += n; }
		friend iterator operator+(difference_type n, iterator it) { return it += n; }
		friend iterator operator-(iterator it, difference_type n) { return it -= n; }

		friend difference_type operator-(const iterator &a, const iterator &b)
		{
			return static_cast<difference_type>(a.index_) - static_cast<difference_type>(b.index_);
		}

		friend bool operator==(const iterator &a, const iterator &b) { return a.index_ == b.index_; }
		friend bool operator!=(const iterator &a, const iterator &b) { return a.index_ != b.index_; }
		friend bool operator<(const iterator &a, const iterator &b) { return a.index_ < b.index_; }
		friend bool operator>(const iterator &a, const iterator &b) { return b < a; }
		friend bool operator<=(const iterator &a, const iterator &b) { return !(b < a); }
		friend bool operator>=(const iterator &a, const iterator &b) { return !(a < b); }

	private:
		Get get_{};
		std::size_t index_ = 0;
	};

	using const_iterator = iterator;

	list(Keep keep, Get get) : keep_(std::move(keep)), get_(get), size_(get.size()) {}

	list(const list &) = default;
	list &operator=(const list &) = default;

	std::size_t size() const noexcept { return size_; }
	bool empty() const noexcept { return size_ == 0; }

	/** @brief An index outside is std::out_of_range. */
	value_type operator[](std::size_t index) const
	{
		if (index >= size_)
			throw std::out_of_range("kepu::list");
		return get_.at(index);
	}

	value_type at(std::size_t index) const { return (*this)[index]; }
	value_type front() const { return (*this)[0]; }
	value_type back() const { return (*this)[size_ - 1]; }
	iterator begin() const { return iterator(get_, 0); }
	iterator end() const { return iterator(get_, size_); }

protected:
	const Keep &kept() const noexcept { return keep_; }

private:
	Keep keep_;
	Get get_;
	std::size_t size_;
};

// ---- numbers and dates ----

/** @brief An exact decimal: coefficient / 10^scale. */
struct decimal {
	std::int64_t coefficient = 0;
	std::int32_t scale = 0;

	static decimal parse(std::string_view words)
	{
		decimal made;
		const detail::given in(words);
		detail::call(::kepu_decimal_parse, in.bytes, in.length, &made.coefficient, &made.scale);
		return made;
	}

	std::string str() const
	{
		char room[32];
		std::size_t needed = 0;
		const kepu_status status = ::kepu_decimal_format(coefficient, scale, room, sizeof room, &needed);
		if (status != KEPU_OK)
			throw error(status, nullptr);
		return std::string(room, needed - 1);
	}

	double to_double() const
	{
		double divisor = 1;
		for (std::int32_t i = 0; i < scale; i++)
			divisor *= 10;
		return static_cast<double>(coefficient) / divisor;
	}

	/** @brief By value: 5.10 is 5.1. */
	friend bool operator==(decimal a, decimal b) noexcept
	{
		a.trim();
		b.trim();
		return a.coefficient == b.coefficient && a.scale == b.scale;
	}

	friend bool operator!=(decimal a, decimal b) noexcept { return !(a == b); }

private:
	void trim() noexcept
	{
		for (; scale > 0 && coefficient % 10 == 0; --scale)
			coefficient /= 10;
	}
};

/** @brief A date or period with a precision: 2023, 2023-H1, 2023-Q2, 2023-06, 2023-06-T1, 2023-06-30. */
struct date {
	kepu::precision precision = kepu::precision::unknown;
	std::int32_t first = 0; /**< @brief Its first day, as year * 10000 + month * 100 + day. */
	std::int32_t last = 0;  /**< @brief Its last day. */

	static date parse(std::string_view words)
	{
		date made;
		std::int32_t how = 0;
		const detail::given in(words);
		detail::call(::kepu_date_parse, in.bytes, in.length, &how, &made.first, &made.last);
		made.precision = static_cast<kepu::precision>(how);
		return made;
	}
};

// ---- bytes ----

/** @brief Bytes that the library made: a file's, a page's. */
class buffer {
public:
	buffer(char *bytes, std::size_t size) : bytes_(bytes, ::kepu_free), size_(size) {}

	buffer(buffer &&other) noexcept : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

	buffer &operator=(buffer &&other) noexcept
	{
		bytes_ = std::move(other.bytes_);
		size_ = std::exchange(other.size_, 0);
		return *this;
	}

	const char *data() const noexcept { return bytes_.get(); }
	std::size_t size() const noexcept { return size_; }
	std::string_view view() const noexcept { return std::string_view(bytes_.get(), size_); }
	std::string str() const { return std::string(view()); }
	operator std::string_view() const noexcept { return view(); }

private:
	std::unique_ptr<char, void (*)(void *)> bytes_;
	std::size_t size_;
};

namespace detail {

template <class Function, class... Arguments> buffer read_buffer(Function function, Arguments... arguments)
{
	char *bytes = nullptr;
	std::size_t size = 0;
	call(function, arguments..., &bytes, &size);
	return buffer(bytes, size);
}

} // namespace detail

// ---- findings ----

/** @brief Part of the source text, in code points. */
struct span {
	std::size_t paragraph = 0, offset = 0, length = 0;

	friend bool operator==(const span &a, const span &b) noexcept
	{
		return a.paragraph == b.paragraph && a.offset == b.offset && a.length == b.length;
	}

	friend bool operator!=(const span &a, const span &b) noexcept { return !(a == b); }
};

/** @brief One of the things that a check or an import found. */
class finding {
public:
	finding(std::shared_ptr<const kepu_findings> from, std::size_t index) : from_(std::move(from)), index_(index) {}

	kepu::severity severity() const
	{
		return static_cast<kepu::severity>(::kepu_findings_severity(from_.get(), index_));
	}

	finding_code code() const { return static_cast<finding_code>(::kepu_findings_code(from_.get(), index_)); }

	std::string_view name() const
	{
		return detail::sure(::kepu_finding_name, ::kepu_findings_code(from_.get(), index_));
	}

	std::string_view message(language in = language::en) const
	{
		return detail::sure(::kepu_findings_message, from_.get(), index_, detail::number(in));
	}

	/** @brief Id of what it is about. */
	maybe_text subject() const { return detail::read(::kepu_findings_subject, from_.get(), index_); }
	std::int64_t line() const { return ::kepu_findings_line(from_.get(), index_); }
	std::int64_t column() const { return ::kepu_findings_column(from_.get(), index_); }

	std::optional<kepu::span> span() const
	{
		kepu::span made;
		if (::kepu_findings_span(from_.get(), index_, &made.paragraph, &made.offset, &made.length) != KEPU_OK)
			return std::nullopt;
		return made;
	}

private:
	std::shared_ptr<const kepu_findings> from_;
	std::size_t index_;
};

namespace detail {

struct get_finding {
	using item = finding;
	std::shared_ptr<const kepu_findings> from;

	std::size_t size() const { return ::kepu_findings_count(from.get()); }
	item at(std::size_t index) const { return finding(from, index); }
};

} // namespace detail

/** @brief What a check or an import found. */
class findings : public list<detail::get_finding, std::shared_ptr<const kepu_findings>> {
public:
	findings() : findings(std::shared_ptr<const kepu_findings>()) {}

	/** @brief Takes C findings, which may be NULL. */
	explicit findings(kepu_findings *taken)
		: findings(std::shared_ptr<const kepu_findings>(taken, [](kepu_findings *f) { ::kepu_findings_free(f); }))
	{
	}

	explicit findings(const std::shared_ptr<const kepu_findings> &from) : list(from, detail::get_finding{ from }) {}

	std::size_t count(kepu::severity of) const
	{
		return ::kepu_findings_count_severity(kept().get(), detail::number(of));
	}

	/** @brief A table for spreadsheets; with a plan, the text that each is about and what stands around it. */
	buffer to_csv(const kepu_plan *about = nullptr, language in = language::en, bool bom = false) const
	{
		return detail::read_buffer(::kepu_findings_to_csv, get(), about, detail::number(in), std::int32_t(bom));
	}

	/** @brief The same as a JSON list of objects. */
	buffer to_json(const kepu_plan *about = nullptr, language in = language::en) const
	{
		return detail::read_buffer(::kepu_findings_to_json, get(), about, detail::number(in));
	}

	/** @brief The C findings, for calls that this header has no word for; NULL where there are none. */
	const kepu_findings *get() const noexcept { return kept().get(); }
};

// ---- plans and their parts ----

class node;
class unit;
class assignment;
class indicator;
class value;
class phase;
class annex;
class change;
class matrix;
class data;
class progress;
class provenance;
class builder;

namespace detail {

/** @brief A counted plan. */
class held {
public:
	held() = default;

	/** @brief Takes a reference of its own. */
	explicit held(const kepu_plan *plan) noexcept : plan_(::kepu_plan_ref(const_cast<kepu_plan *>(plan))) {}

	held(const held &other) noexcept : held(other.plan_) {}

	held(held &&other) noexcept : plan_(std::exchange(other.plan_, nullptr)) {}

	held &operator=(held other) noexcept
	{
		std::swap(plan_, other.plan_);
		return *this;
	}

	~held() { ::kepu_plan_unref(plan_); }

	/** @brief Of a reference that was handed out. */
	static held take(kepu_plan *plan) noexcept
	{
		held made;
		made.plan_ = plan;
		return made;
	}

	kepu_plan *get() const noexcept { return plan_; }

private:
	kepu_plan *plan_ = nullptr;
};

/** @brief Parts that a C function gives by index. */
template <class Part, class From, std::size_t (*Count)(const From *), const typename Part::c_type *(*At)(const From *, std::size_t)>
struct get_parts {
	using item = Part;
	const kepu_plan *plan = nullptr;
	const From *from = nullptr;

	std::size_t size() const { return Count(from); }
	item at(std::size_t index) const { return item(held(plan), At(from, index)); }
};

/** @brief Texts that a C function gives by index. */
template <class From, std::size_t (*Count)(const From *), const char *(*At)(const From *, std::size_t, std::size_t *)>
struct get_texts {
	using item = std::string_view;
	const From *from = nullptr;

	std::size_t size() const { return Count(from); }
	item at(std::size_t index) const { return sure(At, from, index); }
};

/** @brief What parts have in common: they hold their plan, and are equal where they are the same thing of it. */
template <class Part, class Type> class part_of {
public:
	using c_type = Type;

	part_of(held plan, const Type *it) noexcept : plan_(std::move(plan)), it_(it) {}

	part_of(const part_of &) = default;
	part_of &operator=(const part_of &) = default;

	/** @brief For the C interface. */
	const Type *get() const noexcept { return it_; }
	friend bool operator==(const Part &a, const Part &b) noexcept { return a.get() == b.get(); }
	friend bool operator!=(const Part &a, const Part &b) noexcept { return a.get() != b.get(); }

protected:
	maybe_text read(const char *(*function)(const Type *, std::size_t *)) const { return detail::read(function, it_); }

	std::string_view sure(const char *(*function)(const Type *, std::size_t *)) const
	{
		return detail::sure(function, it_);
	}

	template <class Enum> Enum code(std::int32_t (*function)(const Type *)) const
	{
		return static_cast<Enum>(function(it_));
	}

	/** @brief Another part of the plan, or none. */
	template <class Other> std::optional<Other> other(const typename Other::c_type *found) const
	{
		return found ? std::optional<Other>(Other(plan_, found)) : std::nullopt;
	}

	held plan_;
	const Type *it_;
};

} // namespace detail

/** @brief Where a fact was read, by which rule, and who looked at it. */
class provenance : public detail::part_of<provenance, kepu_provenance> {
public:
	using part_of::part_of;

	struct get_spans {
		using item = span;
		const kepu_provenance *from = nullptr;

		std::size_t size() const { return ::kepu_provenance_span_count(from); }

		item at(std::size_t index) const
		{
			span made;
			::kepu_provenance_span(from, index, &made.paragraph, &made.offset, &made.length);
			return made;
		}
	};

	list<get_spans, detail::held> spans() const
	{
		return { plan_, { it_ } };
	}

	/** @brief Number of the rule; 0 where this version does not know it. */
	std::int32_t rule() const { return ::kepu_provenance_rule(it_); }
	maybe_text rule_token() const { return read(::kepu_provenance_rule_token); }

	/** @brief Names of findings about it. */
	auto findings() const
	{
		using get = detail::get_texts<kepu_provenance, ::kepu_provenance_finding_count, ::kepu_provenance_finding_at>;
		return list<get, detail::held>(plan_, get{ it_ });
	}

	kepu::check check() const { return code<kepu::check>(::kepu_provenance_check); }
	maybe_text check_token() const { return read(::kepu_provenance_check_token); }
	maybe_text by() const { return read(::kepu_provenance_by); }
	maybe_text when() const { return read(::kepu_provenance_when); }
};

namespace detail {

/** @brief So many code points behind a place in a text, or its end. */
inline std::size_t skip(std::string_view text, std::size_t from, std::size_t points) noexcept
{
	for (; points > 0 && from < text.size(); --points)
		do
			++from;
		while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80);
	return from;
}

} // namespace detail

/** @brief How the indicators of a plan are judged; no value: as kepu_progress_new() says of NULL. */
struct judge_options {
	maybe_text date; /**< @brief Like 2023-06-30, or of a period its last day; none: the last day of the plan's period. */
	path_kind path = path_kind::linear;
	std::optional<decimal> green, yellow, tolerance;
	bool exact = false; /**< @brief A bare number has to be met exactly. */
};

/** @brief Limits of loading; what is not set has its default. */
struct limits {
	std::optional<std::int64_t> bytes, text, depth, levels, ratio;
};

namespace detail {

class load_options {
public:
	explicit load_options(const limits &within) : options_(nullptr, ::kepu_load_options_free)
	{
		kepu_load_options *made = nullptr;
		call(::kepu_load_options_new, &made);
		options_.reset(made);
		set(KEPU_LIMIT_BYTES, within.bytes);
		set(KEPU_LIMIT_TEXT, within.text);
		set(KEPU_LIMIT_DEPTH, within.depth);
		set(KEPU_LIMIT_LEVELS, within.levels);
		set(KEPU_LIMIT_RATIO, within.ratio);
	}

	const kepu_load_options *get() const noexcept { return options_.get(); }

private:
	void set(std::int32_t limit, const std::optional<std::int64_t> &value)
	{
		if (value)
			call(::kepu_load_options_set_limit, options_.get(), limit, *value);
	}

	std::unique_ptr<kepu_load_options, void (*)(kepu_load_options *)> options_;
};

} // namespace detail

/** @brief A plan, which never changes. Copies share it. */
class plan {
public:
	using c_type = kepu_plan;

	/** @brief Takes a reference of its own to a C plan. */
	explicit plan(const kepu_plan *shared) : held_(shared) {}

	explicit plan(detail::held held) : held_(std::move(held)) {}

	/** @brief Load a plan file, XML or JSON, packed or not. */
	static plan load(const std::string &path, findings *found = nullptr, const limits &within = {})
	{
		const detail::load_options options(within);
		return loaded(found, [&](kepu_plan **out, kepu_findings **out_findings, kepu_error **err) {
			return ::kepu_plan_load_file(detail::terminated(path), options.get(), out, out_findings, err);
		});
	}

	/** @brief The same from memory; the name is for messages. */
	static plan load_bytes(std::string_view bytes, const char *name = nullptr, findings *found = nullptr,
	                       const limits &within = {})
	{
		const detail::load_options options(within);
		const detail::given in(bytes);
		return loaded(found, [&](kepu_plan **out, kepu_findings **out_findings, kepu_error **err) {
			return ::kepu_plan_load_bytes(in.bytes, in.length, name, options.get(), out, out_findings, err);
		});
	}

	/** @brief Only from JSON. */
	static plan from_json(std::string_view bytes, findings *found = nullptr, const limits &within = {})
	{
		const detail::load_options options(within);
		const detail::given in(bytes);
		return loaded(found, [&](kepu_plan **out, kepu_findings **out_findings, kepu_error **err) {
			return ::kepu_plan_from_json(in.bytes, in.length, options.get(), out, out_findings, err);
		});
	}

	/**
	 * @brief Save to a file, whole or not at all. With `expected`, a digest by file_digest(), a file that was changed
	 * meanwhile is a conflict; "" expects that there is none yet.
	 */
	void save(const std::string &path, kepu::format format = kepu::format::by_name,
	          const std::optional<std::string> &expected = std::nullopt) const
	{
		kepu_save_options *made = nullptr;
		detail::call(::kepu_save_options_new, &made);
		const std::unique_ptr<kepu_save_options, void (*)(kepu_save_options *)> options(made, ::kepu_save_options_free);
		detail::call(::kepu_save_options_set_format, made, detail::number(format));
		if (expected)
			detail::call(::kepu_save_options_set_expected, made, detail::terminated(*expected));
		detail::call(::kepu_plan_save_file, get(), detail::terminated(path), static_cast<const kepu_save_options *>(made));
	}

	/** @brief A file's bytes. */
	buffer to_bytes(kepu::format format = kepu::format::xml) const
	{
		return detail::read_buffer(::kepu_plan_save_bytes, get(), detail::number(format));
	}

	/** @brief The whole plan as JSON. */
	buffer to_json() const { return detail::read_buffer(::kepu_plan_to_json, get()); }

	/** @brief The facts of a notice as JSON, a digest of the plan. */
	buffer to_facts() const { return detail::read_buffer(::kepu_plan_to_facts, get()); }

	/** @brief The source text as an HTML page, each fact marked in it and listed; also findings, as of the import. */
	buffer to_html(const kepu::findings &with = kepu::findings(), language in = language::en) const
	{
		return detail::read_buffer(::kepu_plan_to_html, get(), with.get(), detail::number(in));
	}

	/** @brief What to look at: facts that nobody has looked at, and what onto() found about the others. */
	findings doubts() const
	{
		kepu_findings *found = nullptr;
		detail::call(::kepu_plan_doubts, get(), &found);
		return findings(found);
	}

	/** @brief Takes this new reading over onto a plan that was looked over, which stays as it is; see kepu_plan_onto().
	 * Second is what no longer fits. */
	std::pair<plan, findings> onto(const plan &reviewed) const
	{
		kepu_plan *made = nullptr;
		kepu_findings *found = nullptr;
		detail::call(::kepu_plan_onto, get(), reviewed.held_.get(), &made, &found);
		plan next(detail::held::take(made));
		return { std::move(next), findings(found) };
	}

	/** @brief Looks the plan over: references, periods, repeated paths, tasks without a lead or any unit. */
	findings check() const
	{
		kepu_findings *found = nullptr;
		detail::call(::kepu_plan_check, get(), &found);
		return findings(found);
	}

	/** @brief A builder with a copy of this plan, for its next revision. */
	builder change() const;

	kepu::matrix matrix(bool inherited = false) const;

	/** @brief The indicators judged for a day, by the figures of the plan alone. docs/indicators.md has the rules. */
	kepu::progress progress(const judge_options &how = judge_options()) const;

	/** @brief The same by a set of figures for this plan, too. */
	kepu::progress progress(const kepu::data &figures, const judge_options &how = judge_options()) const;

	// identity

	std::string_view uid() const { return detail::sure(::kepu_plan_uid, get()); }
	std::int64_t revision() const { return ::kepu_plan_revision(get()); }
	plan_status status() const { return static_cast<plan_status>(::kepu_plan_status(get())); }
	maybe_text status_token() const { return detail::read(::kepu_plan_status_token, get()); }
	maybe_text supersedes() const { return detail::read(::kepu_plan_supersedes, get()); }
	maybe_text superior() const { return detail::read(::kepu_plan_superior, get()); }

	// source

	maybe_text importer() const { return detail::read(::kepu_plan_importer, get()); }
	maybe_text source_digest() const { return detail::read(::kepu_plan_source_digest, get()); }

	struct paragraph {
		std::string_view text;
		std::int64_t line; /**< @brief Of the original, from 1; 0: not known. */
	};

	struct get_paragraphs {
		using item = paragraph;
		const kepu_plan *from = nullptr;

		std::size_t size() const { return ::kepu_plan_paragraph_count(from); }

		item at(std::size_t index) const
		{
			return { detail::sure(::kepu_plan_paragraph, from, index), ::kepu_plan_paragraph_line(from, index) };
		}
	};

	list<get_paragraphs, detail::held> paragraphs() const
	{
		return { held_, { get() } };
	}

	/** @brief The words that a span stands for; those of a span that is not all in the text are cut, or none. */
	std::string_view quote(const span &at) const
	{
		const std::string_view text = detail::sure(::kepu_plan_paragraph, get(), at.paragraph);
		const std::size_t from = detail::skip(text, 0, at.offset);
		return text.substr(from, detail::skip(text, from, at.length) - from);
	}

	// metadata

	struct entry {
		std::string_view text;
		std::optional<kepu::provenance> provenance;
		maybe_text number; /**< @brief Of a basis document. */
	};

	struct get_entries {
		using item = entry;
		const kepu_plan *from = nullptr;
		std::int32_t field = 0;

		std::size_t size() const { return ::kepu_plan_metadata_count(from, field); }

		item at(std::size_t index) const
		{
			const kepu_provenance *proof = ::kepu_plan_metadata_provenance(from, field, index);
			return { detail::sure(::kepu_plan_metadata, from, field, index),
				     proof ? std::optional<kepu::provenance>(kepu::provenance(detail::held(from), proof)) : std::nullopt,
				     field == KEPU_META_BASIS ? detail::read(::kepu_plan_basis_number, from, index) : std::nullopt };
		}
	};

	list<get_entries, detail::held> metadata(metadata_field field) const
	{
		return { held_, { get(), detail::number(field) } };
	}

	/** @brief The first value of a field. */
	maybe_text first(metadata_field field) const
	{
		return detail::read(::kepu_plan_metadata, get(), detail::number(field), std::size_t(0));
	}

	maybe_text title() const { return first(metadata_field::title); }
	maybe_text period_start() const { return detail::read(::kepu_plan_period_start, get()); }
	maybe_text period_end() const { return detail::read(::kepu_plan_period_end, get()); }
	maybe_text region_name() const { return detail::read(::kepu_plan_region_name, get()); }
	level region_level() const { return static_cast<level>(::kepu_plan_region_level(get())); }
	maybe_text region_level_token() const { return detail::read(::kepu_plan_region_level_token, get()); }
	maybe_text region_code() const { return detail::read(::kepu_plan_region_code, get()); }
	maybe_text region_scheme() const { return detail::read(::kepu_plan_region_scheme, get()); }
	maybe_text region_year() const { return detail::read(::kepu_plan_region_year, get()); }

	// parts, in document order

	auto nodes() const;       /**< @brief All of the plan itself, those of annexes not. */
	auto roots() const;       /**< @brief The top ones of them. */
	auto units() const;
	auto assignments() const;
	auto indicators() const;
	auto phases() const;
	auto annexes() const;

	/** @brief What those changed who looked the plan over, oldest first. */
	auto changes() const;

	std::optional<kepu::node> node(std::string_view id) const;
	std::optional<kepu::unit> unit(std::string_view id) const;
	std::vector<kepu::node> nodes_by_path(std::string_view path) const;
	std::vector<kepu::unit> units_by_name(std::string_view name) const;

	/** @brief For the C interface. */
	kepu_plan *get() const noexcept { return held_.get(); }
	const detail::held &hold() const noexcept { return held_; }
	friend bool operator==(const plan &a, const plan &b) noexcept { return a.get() == b.get(); }
	friend bool operator!=(const plan &a, const plan &b) noexcept { return a.get() != b.get(); }

private:
	template <class Function> static plan loaded(findings *found, Function function)
	{
		kepu_plan *made = nullptr;
		kepu_findings *reported = nullptr;
		kepu_error *err = nullptr;
		const kepu_status status = function(&made, found ? &reported : nullptr, &err);
		if (status != KEPU_OK)
			detail::fail(status, err);
		plan loaded(detail::held::take(made));
		if (found)
			*found = findings(reported);
		return loaded;
	}

	detail::held held_;
};

/** @brief A numbered heading or item. */
class node : public detail::part_of<node, kepu_node> {
public:
	using part_of::part_of;

	std::string_view id() const { return sure(::kepu_node_id); }
	kepu::plan plan() const { return kepu::plan(::kepu_node_plan(it_)); }

	/** @brief Line in the file it was loaded from; 0: from none. */
	std::int64_t line() const { return ::kepu_node_line(it_); }
	std::int64_t column() const { return ::kepu_node_column(it_); }
	kepu::kind kind() const { return code<kepu::kind>(::kepu_node_kind); }
	maybe_text kind_token() const { return read(::kepu_node_kind_token); }
	maybe_text label() const { return read(::kepu_node_label); }
	maybe_text ordinal() const { return read(::kepu_node_ordinal); }

	/** @brief For people, like 2.1.3: may repeat, and may change. */
	std::string_view path() const { return sure(::kepu_node_path); }

	/** @brief From 1. */
	std::int32_t level() const { return ::kepu_node_level(it_); }
	maybe_text title() const { return read(::kepu_node_title); }
	maybe_text text() const { return read(::kepu_node_text); }
	maybe_text due() const { return read(::kepu_node_due); }
	maybe_text due_date() const { return read(::kepu_node_due_date); }
	bool is_ongoing() const { return ::kepu_node_due_ongoing(it_) != 0; }
	maybe_text deliverable() const { return read(::kepu_node_deliverable); }
	std::optional<kepu::provenance> provenance() const { return other<kepu::provenance>(::kepu_node_provenance(it_)); }

	std::optional<kepu::provenance> title_provenance() const
	{
		return other<kepu::provenance>(::kepu_node_title_provenance(it_));
	}

	std::optional<kepu::provenance> text_provenance() const
	{
		return other<kepu::provenance>(::kepu_node_text_provenance(it_));
	}

	std::optional<kepu::provenance> due_provenance() const
	{
		return other<kepu::provenance>(::kepu_node_due_provenance(it_));
	}

	std::optional<node> parent() const { return other<node>(::kepu_node_parent(it_)); }
	std::optional<node> first_child() const { return other<node>(::kepu_node_first_child(it_)); }
	std::optional<node> next() const { return other<node>(::kepu_node_next(it_)); }
	std::optional<node> previous() const { return other<node>(::kepu_node_previous(it_)); }

	std::optional<kepu::annex> annex() const;
	auto children() const;
	auto assignments() const;
	auto indicators() const;
};

/** @brief A body that answers for work. */
class unit : public detail::part_of<unit, kepu_unit> {
public:
	using part_of::part_of;

	std::string_view id() const { return sure(::kepu_unit_id); }
	kepu::plan plan() const { return kepu::plan(::kepu_unit_plan(it_)); }
	std::int64_t line() const { return ::kepu_unit_line(it_); }
	std::int64_t column() const { return ::kepu_unit_column(it_); }
	std::optional<kepu::provenance> provenance() const { return other<kepu::provenance>(::kepu_unit_provenance(it_)); }
	std::string_view name() const { return sure(::kepu_unit_name); }
	maybe_text canonical() const { return read(::kepu_unit_canonical); }

	auto aliases() const
	{
		using get = detail::get_texts<kepu_unit, ::kepu_unit_alias_count, ::kepu_unit_alias_at>;
		return list<get, detail::held>(plan_, get{ it_ });
	}

	kepu::level level() const { return code<kepu::level>(::kepu_unit_level); }
	maybe_text level_token() const { return read(::kepu_unit_level_token); }

	auto functions() const
	{
		using get = detail::get_texts<kepu_unit, ::kepu_unit_function_count, ::kepu_unit_function_at>;
		return list<get, detail::held>(plan_, get{ it_ });
	}

	bool is_group() const { return ::kepu_unit_is_group(it_) != 0; }
	maybe_text from() const { return read(::kepu_unit_from); }
	maybe_text until() const { return read(::kepu_unit_until); }
	std::optional<unit> successor() const { return other<unit>(::kepu_unit_successor(it_)); }
	maybe_text code() const { return read(::kepu_unit_code); }
	maybe_text role() const { return read(::kepu_unit_role); }
	maybe_text liaison() const { return read(::kepu_unit_liaison); }

	auto members() const;
	auto assignments() const;

private:
	using part_of::code;
};

/** @brief A unit that has a role on a node. */
class assignment : public detail::part_of<assignment, kepu_assignment> {
public:
	using part_of::part_of;

	std::string_view id() const { return sure(::kepu_assignment_id); }
	kepu::plan plan() const { return kepu::plan(::kepu_assignment_plan(it_)); }
	std::int64_t line() const { return ::kepu_assignment_line(it_); }
	std::int64_t column() const { return ::kepu_assignment_column(it_); }

	std::optional<kepu::provenance> provenance() const
	{
		return other<kepu::provenance>(::kepu_assignment_provenance(it_));
	}

	kepu::node node() const { return kepu::node(plan_, ::kepu_assignment_node(it_)); }
	kepu::unit unit() const { return kepu::unit(plan_, ::kepu_assignment_unit(it_)); }
	kepu::role role() const { return code<kepu::role>(::kepu_assignment_role); }
	maybe_text role_token() const { return read(::kepu_assignment_role_token); }
	maybe_text from() const { return read(::kepu_assignment_from); }
	maybe_text until() const { return read(::kepu_assignment_until); }
	maybe_text leader() const { return read(::kepu_assignment_leader); }
	maybe_text contact() const { return read(::kepu_assignment_contact); }
};

/** @brief A target, a baseline or an observation of an indicator. */
class value : public detail::part_of<value, kepu_value> {
public:
	using part_of::part_of;

	value_kind kind() const { return code<value_kind>(::kepu_value_kind); }
	maybe_text kind_token() const { return read(::kepu_value_kind_token); }
	maybe_text time() const { return read(::kepu_value_time); }
	std::optional<decimal> low() const { return number(::kepu_value_low); }
	std::optional<decimal> high() const { return number(::kepu_value_high); }

	/** @brief As written. */
	maybe_text low_text() const { return read(::kepu_value_low_text); }
	maybe_text high_text() const { return read(::kepu_value_high_text); }
	maybe_text quote() const { return read(::kepu_value_quote); }
	maybe_text region() const { return read(::kepu_value_region); }
	value_status status() const { return code<value_status>(::kepu_value_status); }
	maybe_text status_token() const { return read(::kepu_value_status_token); }
	maybe_text source() const { return read(::kepu_value_source); }
	std::optional<kepu::provenance> provenance() const { return other<kepu::provenance>(::kepu_value_provenance(it_)); }

	kepu::indicator indicator() const;

private:
	std::optional<decimal> number(kepu_status (*function)(const kepu_value *, std::int64_t *, std::int32_t *)) const
	{
		decimal made;
		return function(it_, &made.coefficient, &made.scale) == KEPU_OK ? std::optional<decimal>(made) : std::nullopt;
	}
};

/** @brief What is measured. */
class indicator : public detail::part_of<indicator, kepu_indicator> {
public:
	using part_of::part_of;

	std::string_view id() const { return sure(::kepu_indicator_id); }
	kepu::plan plan() const { return kepu::plan(::kepu_indicator_plan(it_)); }
	std::int64_t line() const { return ::kepu_indicator_line(it_); }
	std::int64_t column() const { return ::kepu_indicator_column(it_); }

	std::optional<kepu::provenance> provenance() const
	{
		return other<kepu::provenance>(::kepu_indicator_provenance(it_));
	}

	/** @brief None: of the plan as a whole. */
	std::optional<kepu::node> node() const { return other<kepu::node>(::kepu_indicator_node(it_)); }
	maybe_text name() const { return read(::kepu_indicator_name); }

	/** @brief Of measure. */
	maybe_text unit() const { return read(::kepu_indicator_unit); }
	kepu::comparison comparison() const { return code<kepu::comparison>(::kepu_indicator_comparison); }
	maybe_text comparison_token() const { return read(::kepu_indicator_comparison_token); }
	kepu::every every() const { return code<kepu::every>(::kepu_indicator_every); }
	maybe_text every_token() const { return read(::kepu_indicator_every_token); }
	maybe_text per() const { return read(::kepu_indicator_per); }
	kepu::counting counting() const { return code<kepu::counting>(::kepu_indicator_counting); }
	maybe_text counting_token() const { return read(::kepu_indicator_counting_token); }
	maybe_text numerator() const { return read(::kepu_indicator_numerator); }
	maybe_text denominator() const { return read(::kepu_indicator_denominator); }

	std::optional<decimal> factor() const
	{
		decimal made;
		const kepu_status status = ::kepu_indicator_factor(it_, &made.coefficient, &made.scale);
		return status == KEPU_OK ? std::optional<decimal>(made) : std::nullopt;
	}

	std::optional<indicator> weight() const { return other<indicator>(::kepu_indicator_weight(it_)); }
	rollup_rule rollup() const { return code<rollup_rule>(::kepu_indicator_rollup); }
	maybe_text rollup_token() const { return read(::kepu_indicator_rollup_token); }
	kepu::nature nature() const { return code<kepu::nature>(::kepu_indicator_nature); }
	maybe_text nature_token() const { return read(::kepu_indicator_nature_token); }

	auto values() const
	{
		using get = detail::get_parts<value, kepu_indicator, ::kepu_indicator_value_count, ::kepu_indicator_value_at>;
		return list<get, detail::held>(plan_, get{ plan_.get(), it_ });
	}
};

/** @brief A step of the timetable. */
class phase : public detail::part_of<phase, kepu_phase> {
public:
	using part_of::part_of;

	std::string_view id() const { return sure(::kepu_phase_id); }
	kepu::plan plan() const { return kepu::plan(::kepu_phase_plan(it_)); }
	std::int64_t line() const { return ::kepu_phase_line(it_); }
	std::int64_t column() const { return ::kepu_phase_column(it_); }
	std::optional<kepu::provenance> provenance() const { return other<kepu::provenance>(::kepu_phase_provenance(it_)); }
	maybe_text label() const { return read(::kepu_phase_label); }
	maybe_text start() const { return read(::kepu_phase_start); }
	maybe_text end() const { return read(::kepu_phase_end); }
	maybe_text text() const { return read(::kepu_phase_text); }
};

/** @brief What somebody changed who looked the plan over. */
class change : public detail::part_of<change, kepu_change> {
public:
	using part_of::part_of;

	change_action action() const { return code<change_action>(::kepu_change_action); }
	maybe_text action_token() const { return read(::kepu_change_action_token); }
	part_kind part() const { return code<part_kind>(::kepu_change_part); }
	maybe_text part_token() const { return read(::kepu_change_part_token); }

	/** @brief Id of the part, which may be gone; none: the plan itself. */
	maybe_text id() const { return read(::kepu_change_id); }

	/** @brief Id of the part that a removed one stood in. */
	maybe_text parent() const { return read(::kepu_change_parent); }
	maybe_text field() const { return read(::kepu_change_field); }
	maybe_text was() const { return read(::kepu_change_was); }
	maybe_text now() const { return read(::kepu_change_now); }
	maybe_text by() const { return read(::kepu_change_by); }
	maybe_text when() const { return read(::kepu_change_when); }
};

/** @brief What stands after the plan's own text. */
class annex : public detail::part_of<annex, kepu_annex> {
public:
	using part_of::part_of;

	std::string_view id() const { return sure(::kepu_annex_id); }
	kepu::plan plan() const { return kepu::plan(::kepu_annex_plan(it_)); }
	std::int64_t line() const { return ::kepu_annex_line(it_); }
	std::int64_t column() const { return ::kepu_annex_column(it_); }
	std::optional<kepu::provenance> provenance() const { return other<kepu::provenance>(::kepu_annex_provenance(it_)); }
	maybe_text label() const { return read(::kepu_annex_label); }
	maybe_text title() const { return read(::kepu_annex_title); }
	maybe_text text() const { return read(::kepu_annex_text); }

	auto roots() const
	{
		using get = detail::get_parts<node, kepu_annex, ::kepu_annex_root_count, ::kepu_annex_root_at>;
		return list<get, detail::held>(plan_, get{ plan_.get(), it_ });
	}
};

// ---- what needs the parts to be known ----

inline auto plan::nodes() const
{
	using get = detail::get_parts<kepu::node, kepu_plan, ::kepu_plan_node_count, ::kepu_plan_node_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline auto plan::roots() const
{
	using get = detail::get_parts<kepu::node, kepu_plan, ::kepu_plan_root_count, ::kepu_plan_root_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline auto plan::units() const
{
	using get = detail::get_parts<kepu::unit, kepu_plan, ::kepu_plan_unit_count, ::kepu_plan_unit_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline auto plan::assignments() const
{
	using get = detail::get_parts<assignment, kepu_plan, ::kepu_plan_assignment_count, ::kepu_plan_assignment_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline auto plan::indicators() const
{
	using get = detail::get_parts<indicator, kepu_plan, ::kepu_plan_indicator_count, ::kepu_plan_indicator_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline auto plan::phases() const
{
	using get = detail::get_parts<phase, kepu_plan, ::kepu_plan_phase_count, ::kepu_plan_phase_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline auto plan::changes() const
{
	using get = detail::get_parts<kepu::change, kepu_plan, ::kepu_plan_change_count, ::kepu_plan_change_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline auto plan::annexes() const
{
	using get = detail::get_parts<annex, kepu_plan, ::kepu_plan_annex_count, ::kepu_plan_annex_at>;
	return list<get, detail::held>(held_, get{ held_.get(), held_.get() });
}

inline std::optional<kepu::node> plan::node(std::string_view id) const
{
	const detail::given in(id);
	const kepu_node *found = ::kepu_plan_node_by_id(get(), in.bytes, in.length);
	return found ? std::optional<kepu::node>(kepu::node(held_, found)) : std::nullopt;
}

inline std::optional<kepu::unit> plan::unit(std::string_view id) const
{
	const detail::given in(id);
	const kepu_unit *found = ::kepu_plan_unit_by_id(get(), in.bytes, in.length);
	return found ? std::optional<kepu::unit>(kepu::unit(held_, found)) : std::nullopt;
}

/** @brief All nodes with this path; a # behind it tells them apart. */
inline std::vector<kepu::node> plan::nodes_by_path(std::string_view path) const
{
	const detail::given in(path);
	std::vector<const kepu_node *> found(::kepu_plan_nodes_by_path(get(), in.bytes, in.length, nullptr, 0));
	::kepu_plan_nodes_by_path(get(), in.bytes, in.length, found.data(), found.size());
	std::vector<kepu::node> made;
	for (const kepu_node *each : found)
		made.emplace_back(held_, each);
	return made;
}

/** @brief All units with this name, canonical name or alias. */
inline std::vector<kepu::unit> plan::units_by_name(std::string_view name) const
{
	const detail::given in(name);
	std::vector<const kepu_unit *> found(::kepu_plan_units_by_name(get(), in.bytes, in.length, nullptr, 0));
	::kepu_plan_units_by_name(get(), in.bytes, in.length, found.data(), found.size());
	std::vector<kepu::unit> made;
	for (const kepu_unit *each : found)
		made.emplace_back(held_, each);
	return made;
}

inline std::optional<kepu::annex> node::annex() const
{
	return other<kepu::annex>(::kepu_node_annex(it_));
}

inline auto node::children() const
{
	using get = detail::get_parts<node, kepu_node, ::kepu_node_child_count, ::kepu_node_child_at>;
	return list<get, detail::held>(plan_, get{ plan_.get(), it_ });
}

inline auto node::assignments() const
{
	using get = detail::get_parts<assignment, kepu_node, ::kepu_node_assignment_count, ::kepu_node_assignment_at>;
	return list<get, detail::held>(plan_, get{ plan_.get(), it_ });
}

inline auto node::indicators() const
{
	using get = detail::get_parts<indicator, kepu_node, ::kepu_node_indicator_count, ::kepu_node_indicator_at>;
	return list<get, detail::held>(plan_, get{ plan_.get(), it_ });
}

inline auto unit::members() const
{
	using get = detail::get_parts<unit, kepu_unit, ::kepu_unit_member_count, ::kepu_unit_member_at>;
	return list<get, detail::held>(plan_, get{ plan_.get(), it_ });
}

inline auto unit::assignments() const
{
	using get = detail::get_parts<assignment, kepu_unit, ::kepu_unit_assignment_count, ::kepu_unit_assignment_at>;
	return list<get, detail::held>(plan_, get{ plan_.get(), it_ });
}

inline kepu::indicator value::indicator() const
{
	return kepu::indicator(plan_, ::kepu_value_indicator(it_));
}

// ---- the matrix ----

/** @brief Units, nodes and roles. Rows are nodes, columns units. */
class matrix {
	template <class Part, std::size_t (*Count)(const kepu_matrix *),
	          const typename Part::c_type *(*At)(const kepu_matrix *, std::size_t)>
	auto parts() const
	{
		using gets = detail::get_parts<Part, kepu_matrix, Count, At>;
		return list<gets, std::shared_ptr<const kepu_matrix>>(matrix_, gets{ ::kepu_matrix_plan(get()), get() });
	}

public:
	explicit matrix(const plan &of, bool inherited = false)
	{
		kepu_matrix *made = nullptr;
		detail::call(::kepu_matrix_new, of.get(), std::int32_t(inherited ? KEPU_MATRIX_INHERITED : 0), &made);
		take(made);
	}

	/** @brief A part of it: these nodes, these units; empty: all. */
	matrix select(const std::vector<node> &nodes, const std::vector<unit> &units) const
	{
		std::vector<const kepu_node *> rows;
		std::vector<const kepu_unit *> columns;
		for (const node &each : nodes)
			rows.push_back(each.get());
		for (const unit &each : units)
			columns.push_back(each.get());
		kepu_matrix *made = nullptr;
		detail::call(::kepu_matrix_select, get(), rows.empty() ? nullptr : rows.data(), rows.size(),
		             columns.empty() ? nullptr : columns.data(), columns.size(), &made);
		return matrix(made);
	}

	kepu::plan plan() const { return kepu::plan(::kepu_matrix_plan(get())); }
	bool is_inherited() const { return (::kepu_matrix_flags(get()) & KEPU_MATRIX_INHERITED) != 0; }
	auto rows() const { return parts<node, ::kepu_matrix_row_count, ::kepu_matrix_row_node>(); }
	auto columns() const { return parts<unit, ::kepu_matrix_column_count, ::kepu_matrix_column_unit>(); }

	std::optional<std::size_t> find(const node &of) const
	{
		std::size_t row = 0;
		return ::kepu_matrix_find_row(get(), of.get(), &row) == KEPU_OK ? std::optional<std::size_t>(row) : std::nullopt;
	}

	std::optional<std::size_t> find(const unit &of) const
	{
		std::size_t column = 0;
		return ::kepu_matrix_find_column(get(), of.get(), &column) == KEPU_OK ? std::optional<std::size_t>(column)
		                                                                       : std::nullopt;
	}

	kepu::cell cell(std::size_t row, std::size_t column) const
	{
		return static_cast<kepu::cell>(::kepu_matrix_cell(get(), row, column));
	}

	kepu::cell cell(const node &of, const unit &by) const
	{
		const auto row = find(of), column = find(by);
		return row && column ? cell(*row, *column) : kepu::cell::none;
	}

	/** @brief A cell that is not empty. */
	struct place {
		std::size_t row, column;
		kepu::cell roles;
	};

	std::vector<place> row_cells(std::size_t row) const
	{
		std::vector<place> made(::kepu_matrix_row_cell_count(get(), row));
		for (std::size_t i = 0; i < made.size(); i++) {
			std::int32_t roles = 0;
			::kepu_matrix_row_cell(get(), row, i, &made[i].column, &roles);
			made[i].row = row;
			made[i].roles = static_cast<kepu::cell>(roles);
		}
		return made;
	}

	std::vector<place> column_cells(std::size_t column) const
	{
		std::vector<place> made(::kepu_matrix_column_cell_count(get(), column));
		for (std::size_t i = 0; i < made.size(); i++) {
			std::int32_t roles = 0;
			::kepu_matrix_column_cell(get(), column, i, &made[i].row, &roles);
			made[i].column = column;
			made[i].roles = static_cast<kepu::cell>(roles);
		}
		return made;
	}

	/** @brief Cells of a row that have any of the roles. */
	std::size_t row_tally(std::size_t row, kepu::cell roles = kepu::cell::any) const
	{
		return ::kepu_matrix_row_tally(get(), row, detail::number(roles));
	}

	std::size_t column_tally(std::size_t column, kepu::cell roles = kepu::cell::any) const
	{
		return ::kepu_matrix_column_tally(get(), column, detail::number(roles));
	}

	std::size_t tally(kepu::cell roles = kepu::cell::any) const
	{
		return ::kepu_matrix_tally(get(), detail::number(roles));
	}

	/** @brief One assignment as it stands in a row and a column. */
	struct entry {
		std::size_t row, column;
		bool inherited;
		kepu::assignment assignment;
	};

	struct get_entries {
		using item = entry;
		const kepu_matrix *from = nullptr;
		std::size_t first = 0, count = 0;

		std::size_t size() const { return count; }

		item at(std::size_t index) const
		{
			std::size_t row = 0, column = 0;
			std::int32_t inherited = 0;
			::kepu_matrix_entry(from, first + index, &row, &column, &inherited);
			return { row, column, inherited != 0,
				     kepu::assignment(detail::held(::kepu_matrix_plan(from)),
				                      ::kepu_matrix_entry_assignment(from, first + index)) };
		}
	};

	using entry_list = list<get_entries, std::shared_ptr<const kepu_matrix>>;

	entry_list entries() const
	{
		return { matrix_, { get(), 0, ::kepu_matrix_entry_count(get()) } };
	}

	entry_list row_entries(std::size_t row) const
	{
		std::size_t first = 0;
		const std::size_t count = ::kepu_matrix_row_entries(get(), row, &first);
		return { matrix_, { get(), first, count } };
	}

	/** @brief Units without any task. */
	auto idle_units() const { return parts<unit, ::kepu_matrix_idle_unit_count, ::kepu_matrix_idle_unit_at>(); }

	/** @brief Tasks without a lead of their own or of a section above; those without any unit are among them. */
	auto leaderless() const { return parts<node, ::kepu_matrix_leaderless_count, ::kepu_matrix_leaderless_at>(); }

	/** @brief Tasks without any unit. */
	auto unassigned() const { return parts<node, ::kepu_matrix_unassigned_count, ::kepu_matrix_unassigned_at>(); }

	buffer to_csv(bool bom = false) const
	{
		return detail::read_buffer(::kepu_matrix_to_csv, get(), std::int32_t(bom));
	}

	/** @brief For the C interface. */
	const kepu_matrix *get() const noexcept { return matrix_.get(); }

private:
	explicit matrix(kepu_matrix *made) { take(made); }

	void take(kepu_matrix *made)
	{
		matrix_ = std::shared_ptr<const kepu_matrix>(made, [](kepu_matrix *m) { ::kepu_matrix_free(m); });
	}

	std::shared_ptr<const kepu_matrix> matrix_;
};

inline kepu::matrix plan::matrix(bool inherited) const
{
	return kepu::matrix(*this, inherited);
}

// ---- notices ----

/** @brief What came out of reading a notice. */
class imported {
public:
	/** @brief Takes a C import. */
	explicit imported(kepu_import *taken) : import_(taken, [](kepu_import *i) { ::kepu_import_free(i); }) {}

	kepu::plan plan() const { return kepu::plan(::kepu_import_plan(import_.get())); }

	kepu::findings findings() const
	{
		return kepu::findings(std::shared_ptr<const kepu_findings>(import_, ::kepu_import_findings(import_.get())));
	}

	/** @brief Part of the source text, and what it was taken for. Every character lies in exactly one. */
	struct segment {
		kepu::segment_class kind;
		kepu::span span;
		std::optional<kepu::node> node;
	};

	struct get_segments {
		using item = segment;
		const kepu_import *from = nullptr;

		std::size_t size() const { return ::kepu_import_segment_count(from); }

		item at(std::size_t index) const
		{
			std::int32_t kind = 0;
			kepu::span span;
			::kepu_import_segment(from, index, &kind, &span.paragraph, &span.offset, &span.length);
			const kepu_node *found = ::kepu_import_segment_node(from, index);
			return { static_cast<segment_class>(kind), span,
				     found ? std::optional<kepu::node>(kepu::node(detail::held(::kepu_import_plan(from)), found))
				           : std::nullopt };
		}
	};

	list<get_segments, std::shared_ptr<const kepu_import>> segments() const
	{
		return { import_, { import_.get() } };
	}

private:
	std::shared_ptr<const kepu_import> import_;
};

namespace detail {

/** @brief NULL where nothing is to be set. */
class import_options {
public:
	explicit import_options(const maybe_text &uid) : options_(nullptr, ::kepu_import_options_free)
	{
		if (!uid)
			return;
		kepu_import_options *made = nullptr;
		call(::kepu_import_options_new, &made);
		options_.reset(made);
		const given in(*uid);
		call(::kepu_import_options_set_uid, made, in.bytes, in.length);
	}

	const kepu_import_options *get() const noexcept { return options_.get(); }

private:
	std::unique_ptr<kepu_import_options, void (*)(kepu_import_options *)> options_;
};

} // namespace detail

/** @brief Read a notice from a text file. */
inline imported import_file(const std::string &path, const maybe_text &uid = std::nullopt)
{
	const detail::import_options options(uid);
	kepu_import *made = nullptr;
	detail::call(::kepu_import_file, detail::terminated(path), options.get(), &made);
	return imported(made);
}

/** @brief Read a notice from memory; the name is for messages. */
inline imported import_bytes(std::string_view bytes, const char *name = nullptr, const maybe_text &uid = std::nullopt)
{
	const detail::import_options options(uid);
	const detail::given in(bytes);
	kepu_import *made = nullptr;
	detail::call(::kepu_import_bytes, static_cast<const void *>(in.bytes), in.length, name, options.get(), &made);
	return imported(made);
}

// ---- the builder ----

/** @brief An id, or a part that has one. */
struct ref {
	std::string_view id;

	ref(std::string_view named) : id(named) {}

	ref(const char *named) : id(named) {}

	ref(const std::string &named) : id(named) {}

	template <class Part, class = decltype(std::declval<const Part &>().id())> ref(const Part &part) : id(part.id()) {}
};

/**
 * @brief Makes a plan, or of one plan the next. Parts are named by their ids.
 *
 * Every mistake is an error that names the id and leaves the builder as it was. Ids that are handed out live as long as the
 * builder or the plan that it makes. A builder belongs to one thread at a time: a call while another thread's is under way is
 * std::logic_error.
 */
class builder {
public:
	builder() : state_(std::make_unique<state>()) { detail::call(::kepu_builder_new, &state_->builder); }

	/** @brief Start with a copy of a plan. */
	explicit builder(const plan &from) : state_(std::make_unique<state>())
	{
		detail::call(::kepu_builder_from_plan, static_cast<const kepu_plan *>(from.get()), &state_->builder);
	}

	/** @brief Under a node or an annex; without one at the top of the plan. */
	std::string_view add_node(kind kind, const maybe_text &label, const maybe_text &title,
	                          const std::optional<ref> &parent = std::nullopt)
	{
		const detail::given in(id_of(parent)), l(label), t(title);
		return add(::kepu_builder_add_node, in.bytes, in.length, detail::number(kind), l.bytes, l.length, t.bytes, t.length);
	}

	std::string_view add_unit(std::string_view name, bool group = false)
	{
		const detail::given in(name);
		return add(::kepu_builder_add_unit, in.bytes, in.length, std::int32_t(group));
	}

	std::string_view add_assignment(const ref &node, const ref &unit, role role)
	{
		const detail::given n(node.id), u(unit.id);
		return add(::kepu_builder_add_assignment, n.bytes, n.length, u.bytes, u.length, detail::number(role));
	}

	/** @brief On a node; without one of the plan as a whole. The unit is that of measure. */
	std::string_view add_indicator(std::string_view name, const maybe_text &unit, comparison comparison,
	                               const std::optional<ref> &node = std::nullopt)
	{
		const detail::given n(id_of(node)), in(name), u(unit);
		return add(::kepu_builder_add_indicator, n.bytes, n.length, in.bytes, in.length, u.bytes, u.length,
		           detail::number(comparison));
	}

	void add_value(const ref &indicator, value_kind kind, const maybe_text &time, const maybe_text &low, const maybe_text &high = std::nullopt)
	{
		const detail::given i(indicator.id), t(time), l(low), h(high);
		call(::kepu_builder_add_value, i.bytes, i.length, detail::number(kind), t.bytes, t.length, l.bytes, l.length,
		     h.bytes, h.length);
	}

	std::string_view add_phase(const maybe_text &label, const maybe_text &start, const maybe_text &end, const maybe_text &words = std::nullopt)
	{
		const detail::given l(label), s(start), e(end), w(words);
		return add(::kepu_builder_add_phase, l.bytes, l.length, s.bytes, s.length, e.bytes, e.length, w.bytes, w.length);
	}

	std::string_view add_annex(const maybe_text &label, const maybe_text &title)
	{
		const detail::given l(label), t(title);
		return add(::kepu_builder_add_annex, l.bytes, l.length, t.bytes, t.length);
	}

	void add_metadata(metadata_field field, std::string_view value, const maybe_text &number = std::nullopt)
	{
		const detail::given v(value), n(number);
		call(::kepu_builder_add_metadata, detail::number(field), v.bytes, v.length, n.bytes, n.length);
	}

	/** @brief The line is that of the original, from 1; 0: not known. */
	void add_paragraph(std::string_view words, std::int64_t line = 0)
	{
		const detail::given in(words);
		call(::kepu_builder_add_paragraph, in.bytes, in.length, line);
	}

	/** @brief Set a field of the plan itself; no value takes it away. The fields are named at kepu_builder_set(). */
	void set(std::string_view field, const maybe_text &value) { set_of(std::nullopt, field, value); }

	/** @brief Set a field of a part. */
	void set(const ref &part, std::string_view field, const maybe_text &value) { set_of(part.id, field, value); }

	void set_value(const ref &indicator, std::size_t index, std::string_view field, const maybe_text &value)
	{
		const detail::given i(indicator.id), f(field), v(value);
		call(::kepu_builder_set_value, i.bytes, i.length, index, f.bytes, f.length, v.bytes, v.length);
	}

	/** @brief Who looks the plan over: what is done from now on is noted down; none: nobody. */
	void set_reviewer(const maybe_text &by, const maybe_text &when = std::nullopt)
	{
		const detail::given b(by), w(when);
		call(::kepu_builder_set_reviewer, b.bytes, b.length, w.bytes, w.length);
	}

	/** @brief A fact of a part, or all of its own; without a part, of the plan's metadata. */
	void confirm(const std::optional<ref> &part, const maybe_text &field = std::nullopt)
	{
		const detail::given p(id_of(part)), f(field);
		call(::kepu_builder_confirm, p.bytes, p.length, f.bytes, f.length);
	}

	/** @brief Take back what was noted down about a part, or the plan. */
	void undo(const std::optional<ref> &part)
	{
		const detail::given p(id_of(part));
		call(::kepu_builder_undo, p.bytes, p.length);
	}

	/** @brief Set a fact by the name it has in to_facts(). */
	void set_fact(const std::optional<ref> &part, std::string_view name, const maybe_text &value)
	{
		const detail::given p(id_of(part)), n(name), v(value);
		call(::kepu_builder_set_fact, p.bytes, p.length, n.bytes, n.length, v.bytes, v.length);
	}

	void move_value(const ref &indicator, std::size_t index, std::size_t to)
	{
		const detail::given i(indicator.id);
		call(::kepu_builder_move_value, i.bytes, i.length, index, to);
	}

	void remove_value(const ref &indicator, std::size_t index)
	{
		const detail::given i(indicator.id);
		call(::kepu_builder_remove_value, i.bytes, i.length, index);
	}

	void set_metadata(metadata_field field, std::size_t index, std::string_view value, const maybe_text &number = std::nullopt)
	{
		const detail::given v(value), n(number);
		call(::kepu_builder_set_metadata, detail::number(field), index, v.bytes, v.length, n.bytes, n.length);
	}

	void move_metadata(metadata_field field, std::size_t index, std::size_t to)
	{
		call(::kepu_builder_move_metadata, detail::number(field), index, to);
	}

	void remove_metadata(metadata_field field, std::size_t index)
	{
		call(::kepu_builder_remove_metadata, detail::number(field), index);
	}

	/** @brief Under another parent, before one of the same kind there; without these to the top, behind the last. */
	void move(const ref &part, const std::optional<ref> &parent, const std::optional<ref> &before = std::nullopt)
	{
		const detail::given i(part.id), p(id_of(parent)), b(id_of(before));
		call(::kepu_builder_move, i.bytes, i.length, p.bytes, p.length, b.bytes, b.length);
	}

	/** @brief With all that is in it. What others refer to stays, unless these references are to go, too. */
	void remove(const ref &part, bool references = false)
	{
		const detail::given i(part.id);
		call(::kepu_builder_remove, i.bytes, i.length, std::int32_t(references ? KEPU_REMOVE_REFERENCES : 0));
	}

	/** @brief Say where a fact stands in the source; without a part it is one of the plan's metadata. */
	void add_span(const std::optional<ref> &part, const maybe_text &field, const span &at)
	{
		const detail::given i(id_of(part)), f(field);
		call(::kepu_builder_add_span, i.bytes, i.length, f.bytes, f.length, at.paragraph, at.offset, at.length);
	}

	void set_check(const std::optional<ref> &part, const maybe_text &field, check check, const maybe_text &by = std::nullopt,
	               const maybe_text &when = std::nullopt)
	{
		const detail::given i(id_of(part)), f(field), b(by), w(when);
		call(::kepu_builder_set_check, i.bytes, i.length, f.bytes, f.length, detail::number(check), b.bytes, b.length,
		     w.bytes, w.length);
	}

	void remove_provenance(const std::optional<ref> &part, const maybe_text &field)
	{
		const detail::given i(id_of(part)), f(field);
		call(::kepu_builder_remove_provenance, i.bytes, i.length, f.bytes, f.length);
	}

	/** @brief The plan. After this the builder can do nothing more; after a failure it is as it was. */
	plan finish()
	{
		kepu_plan *made = nullptr;
		call(::kepu_builder_finish, &made);
		return plan(detail::held::take(made));
	}

private:
	struct state {
		kepu_builder *builder = nullptr;
		std::atomic<bool> busy{ false };

		~state() { ::kepu_builder_free(builder); }
	};

	/** @brief While it lives no other thread's call goes through. */
	class turn {
	public:
		explicit turn(state *of) : of_(of)
		{
			if (!of)
				throw std::logic_error("kepu::builder: moved from");
			if (of->busy.exchange(true))
				throw std::logic_error("kepu::builder: in use by another thread");
		}

		turn(const turn &) = delete;
		turn &operator=(const turn &) = delete;

		~turn() { of_->busy = false; }

	private:
		state *of_;
	};

	static maybe_text id_of(const std::optional<ref> &part) { return part ? maybe_text(part->id) : std::nullopt; }

	void set_of(const maybe_text &part, std::string_view field, const maybe_text &value)
	{
		const detail::given i(part), f(field), v(value);
		call(::kepu_builder_set, i.bytes, i.length, f.bytes, f.length, v.bytes, v.length);
	}

	template <class Function, class... Arguments> void call(Function function, Arguments... arguments)
	{
		const turn mine(state_.get());
		detail::call(function, state_->builder, arguments...);
	}

	template <class Function, class... Arguments> std::string_view add(Function function, Arguments... arguments)
	{
		const char *id = nullptr;
		call(function, arguments..., &id);
		return id;
	}

	std::unique_ptr<state> state_;
};

inline builder plan::change() const
{
	return builder(*this);
}

// ---- files, version ----

/** @brief Digest of a file's bytes, for plan::save(). Take it before the file is loaded. */
inline std::string file_digest(const std::string &path)
{
	char *digest = nullptr;
	detail::call(::kepu_file_digest, detail::terminated(path), &digest);
	const std::unique_ptr<char, void (*)(void *)> owner(digest, ::kepu_free);
	return digest;
}

/** @brief Write bytes to a file, whole or not at all. */
inline void save_file(const std::string &path, std::string_view bytes)
{
	const detail::given in(bytes);
	detail::call(::kepu_file_save, detail::terminated(path), static_cast<const void *>(in.bytes), in.length);
}

/** @brief Version of the library that is loaded. */
inline std::string_view version()
{
	return detail::sure(::kepu_version);
}

inline std::int32_t version_number()
{
	return ::kepu_version_number();
}

/** @brief A library that this build may use. */
struct component {
	std::string_view name;
	maybe_text version; /**< @brief None: the build goes without it. */
};

inline std::vector<component> components()
{
	std::vector<component> made;
	for (std::size_t i = 0; i < ::kepu_component_count(); i++)
		made.push_back({ detail::sure(::kepu_component_name, i), detail::read(::kepu_component_version, i) });
	return made;
}

} // namespace kepu

namespace std {

template <> struct hash<kepu::node> {
	size_t operator()(const kepu::node &part) const noexcept { return hash<const void *>()(part.get()); }
};

template <> struct hash<kepu::unit> {
	size_t operator()(const kepu::unit &part) const noexcept { return hash<const void *>()(part.get()); }
};

} // namespace std

#include <kepu/figures.hpp>
#include <kepu/rollup.hpp>
#include <kepu/score.hpp>

#endif
