/* Compiled once for each public header, which must not need anything included before it. Twice: it is guarded. */
#include HEADER
#include HEADER

extern int headers_alone;
