// Writes an analysis of trust velocity. Reads results only.
#ifndef TRUSTSEM_REPORT_WRITE_VELOCITY_H_
#define TRUSTSEM_REPORT_WRITE_VELOCITY_H_

#include <string>
#include <vector>

#include "report/write_results.h"
#include "velocity/velocity_results.h"

namespace trustsem {

struct PageFigure;  // report/report_page.h

// Text for a terminal and Markdown, in English or Chinese. Of long tables (accounts, salespersons,
// differences) they show the first twenty rows and say how many there are.
std::string WriteVelocityText(const VelocityResults& results, Language language);
std::string WriteVelocityMarkdown(const VelocityResults& results, Language language);

// One web page in both languages, `language` shown first, with the figures in their reading order.
// Of long tables it shows the first two hundred rows.
std::string WriteVelocityPage(const VelocityResults& results,
                              const std::vector<PageFigure>& figures, Language language);

// What the lines of a CSV file are.
enum class VelocityCsv {
  // The ranked list, every account of it: rank, account, pace (falling, slow, typical, fast,
  // unknown), salesperson, segment, market, stage (of the last response), responses, time (T of the
  // last response), score, velocity, expected_gap, change, slope (each with _se, _ci_lower,
  // _ci_upper), weakest (the component with the lowest score), weakest_score (with the same three),
  // weakest_is_clear.
  kAccounts,
  // Every group of every level: level, column, group, shown, responses, accounts, mean_time,
  // velocity, score, matched (the score at equal T), matched_velocity, share_matched, shrunken
  // (salespersons alone), professional, vocational, relationship, benefit, change; estimates with
  // _se, _ci_lower, _ci_upper.
  kLevels,
  // Every row of the data: row, account, salesperson, segment, market, stage, wave, flags (words
  // separated by spaces; empty: none), professional, vocational, relationship, benefit, score,
  // time, velocity; score and velocity with _se, _ci_lower, _ci_upper, of measurement.
  kResponses,
};

// A number that does not exist is an empty field. Of synthetic data every line ends with the
// sentence that says so, in the column data_statement.
std::string WriteVelocityCsv(const VelocityResults& results, VelocityCsv lines);

// One object with everything; each row of the data only where `responses` is true. A number that
// does not exist is null.
std::string WriteVelocityJson(const VelocityResults& results, bool responses);

// The bytes of an .xlsx file: a sheet a table behind one that says what it is. The first sheet has
// method, notes and origin too.
std::string WriteVelocityWorkbook(const VelocityResults& results, Language language);

// The sentence below charts: the specification, the data, how many responses, the program's
// version, and that data are synthetic where they are.
std::string VelocityProvenance(const VelocityResults& results, Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRITE_VELOCITY_H_
