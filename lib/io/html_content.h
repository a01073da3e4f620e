/* The matter of a page: which of its lines are the notice, and which the portal put around it. */
#ifndef KP_HTML_CONTENT_H
#define KP_HTML_CONTENT_H

#include "base/paragraphs.h"
#include "io/html_page.h"

/* The lines of the notice as paragraphs, above them the document number from the page's index table. The text of the
 * page becomes that of the list, also after a failure. False: memory is out. */
bool kp_html_content(kp_html_page *page, kp_paragraphs *out);

#endif
