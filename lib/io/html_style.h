/* What an element's attributes say about how its text is shown. */
#ifndef KP_HTML_STYLE_H
#define KP_HTML_STYLE_H

#include "io/html_scan.h"

typedef struct kp_html_style {
	bool hidden, links, indented;
	bool preserved; /* line ends are shown */
	bool aside;     /* its class says that it is beside the matter */
	bool reversed;
	uint8_t list; /* KP_HTML_DECIMAL and so on; 0: it says nothing */
	bool bare;    /* a list without numbers */
	bool starts;  /* `start` or `value` is given */
	int32_t start;
	int32_t rows, columns; /* that a cell takes; 0: it does not say */
	bool names_title;      /* <meta name="ArticleTitle"> and the like */
	size_t content, content_length;
} kp_html_style;

kp_html_style kp_html_style_of(const kp_html_scan *scan, const kp_html_token *token);

#endif
