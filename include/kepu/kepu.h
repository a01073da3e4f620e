/**
 * @file kepu.h
 * @brief The whole interface; declares nothing itself.
 */
#ifndef KEPU_KEPU_H
#define KEPU_KEPU_H

#include <kepu/base.h>
#include <kepu/builder.h>
#include <kepu/codes.h>
#include <kepu/data.h>
#include <kepu/date.h>
#include <kepu/error.h>
#include <kepu/explanation.h>
#include <kepu/findings.h>
#include <kepu/import.h>
#include <kepu/indicator.h>
#include <kepu/inputs.h>
#include <kepu/io.h>
#include <kepu/matrix.h>
#include <kepu/node.h>
#include <kepu/phase.h>
#include <kepu/plan.h>
#include <kepu/progress.h>
#include <kepu/provenance.h>
#include <kepu/regions.h>
#include <kepu/review.h>
#include <kepu/rollup.h>
#include <kepu/scheme.h>
#include <kepu/score.h>
#include <kepu/unit.h>

#endif
