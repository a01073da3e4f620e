#include "io/xml_fault.h"

uint64_t kp_xml_place(xmlParserCtxtPtr parser)
{
#if LIBXML_VERSION >= 21500
	unsigned long offset;
	return xmlCtxtGetInputPosition(parser, 0, NULL, NULL, NULL, &offset) ? 0 : offset;
#else
	long offset = xmlByteConsumed(parser);
	return offset > 0 ? (uint64_t)offset : 0;
#endif
}

uint64_t kp_xml_text_place(const char *piece, size_t piece_length, uint64_t start, uint64_t here, const char *text,
                           size_t length, size_t odd)
{
	const uint64_t back[] = { length, length + sizeof "]]>" - 1, 0 };
	for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
		uint64_t from = here - back[i];
		if (from > here || from < start || from + length > start + piece_length)
			continue;
		if (memcmp(piece + (from - start), text, length) == 0)
			return from + odd;
	}
	for (uint64_t at = here; at > start && at <= start + piece_length; at--)
		if (piece[at - 1 - start] == '&')
			return at - 1;
	return here;
}

/* Some limits of the parser's own, which are under or beside ours. */
static const char *own_limit(kp_xml_said said)
{
	if (said->code == XML_ERR_NAME_TOO_LONG)
		return "name";
	bool huge =
		strstr(said->message, "too long") || strstr(said->message, "Huge input") || strstr(said->message, "too big");
	return huge ? "text" : NULL;
}

/* A fault of a namespace's name only: it is a name, and whether it is a good URI does not matter. The parser finds this
 * fault, too, when memory is out. */
static bool harmless(int code)
{
	return code == XML_WAR_NS_URI || code == XML_WAR_NS_URI_RELATIVE;
}

/* The parser takes a namespace whose name it had no memory for to be empty. One that is empty has two quotes. */
static bool starved(kp_xml_said said, const char *bytes, size_t at)
{
	if (said->code != XML_NS_ERR_XML_NAMESPACE || !strstr(said->message, "mpty") || at < 2)
		return false;
	return bytes[at - 2] != bytes[at - 1];
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void kp_xml_judge(kp_xml_said said, const char *bytes, size_t at, kp_xml_fault *out)
{
	*out = (kp_xml_fault){ .status = KEPU_OK };
	if (!said || said->level < XML_ERR_ERROR || harmless(said->code))
		return;
	if (said->code == XML_ERR_NO_MEMORY || !said->message || starved(said, bytes, at)) {
		out->status = KEPU_ERROR_MEMORY;
		return;
	}
	const char *limit = own_limit(said);
	if (limit) {
		out->status = KEPU_ERROR_LIMIT;
		out->first = limit;
		out->second = limit[0] == 'n' ? "50000" : "10000000";
		return;
	}
	size_t length = strlen(said->message);
	while (length && is_white(said->message[length - 1]))
		length--;
	kp_buffer_add(&out->text, said->message, length);
	out->status = KEPU_ERROR_NOT_XML;
	out->first = out->text.failed ? "" : out->text.bytes;
	out->behind = said->code == XML_ERR_DOCUMENT_END;
}

void kp_xml_fault_free(kp_xml_fault *fault)
{
	kp_buffer_free(&fault->text);
}

kepu_status kp_xml_result(int result)
{
	if (!result || harmless(result))
		return KEPU_OK;
	return result < 0 || result == XML_ERR_NO_MEMORY ? KEPU_ERROR_MEMORY : KEPU_ERROR_NOT_XML;
}
