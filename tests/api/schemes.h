/* Schemes as text for tests, and what was found of rows. */
#ifndef TEST_API_SCHEMES_H
#define TEST_API_SCHEMES_H

#include "plans.h"

#define SCHEME(content) "<scheme xmlns=\"urn:kepu:scheme:1\" version=\"0.1\" id=\"s\">" content "</scheme>"

static inline kepu_scheme *scheme_load(const char *xml)
{
	kepu_scheme *scheme = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_load(xml, strlen(xml), &scheme, &err), err);
	return scheme;
}

/* A set that alone keeps its scheme. */
static inline kepu_inputs *inputs_of(const char *xml)
{
	kepu_scheme *scheme = scheme_load(xml);
	kepu_inputs *inputs = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_inputs_new(scheme, &inputs, &err), err);
	kepu_scheme_free(scheme);
	return inputs;
}

/* To be released by kepu_findings_free(). */
static inline kepu_findings *add_units(kepu_inputs *inputs, const char *csv)
{
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_inputs_add_units_csv(inputs, csv, strlen(csv), &findings, &err), err);
	return findings;
}

static inline kepu_findings *add_figures(kepu_inputs *inputs, const char *csv)
{
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_inputs_add_csv(inputs, csv, strlen(csv), &findings, &err), err);
	return findings;
}

/* Each as "line:column name", with a line for each; releases them. */
static inline void findings_are(kepu_findings *findings, const char *expected)
{
	char found[4096] = "";
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		size_t used = strlen(found);
		snprintf(found + used, sizeof found - used, "%lld:%lld %s\n", (long long)kepu_findings_line(findings, i),
		         (long long)kepu_findings_column(findings, i),
		         kepu_finding_name(kepu_findings_code(findings, i), NULL));
	}
	assert_string_equal(found, expected);
	kepu_findings_free(findings);
}

#endif
