// What the formats of survey tables and claims have in common (private to these reports).
#ifndef TRUSTSEM_REPORT_SURVEY_FORMAT_H_
#define TRUSTSEM_REPORT_SURVEY_FORMAT_H_

#include <string>
#include <vector>

#include "report/document.h"
#include "report/json_writer.h"
#include "report/survey_phrases.h"
#include "report/workbook.h"
#include "survey/results.h"

namespace trustsem {

// As a spreadsheet shows the number: halves are rounded away from zero, and a number within
// rounding error of a half is one. Empty where there is no number.
std::string RoundedText(double value, int decimals);

// "43.2%", "[40.1; 46.3]" of a share; empty where there is none.
std::string PercentText(double share);
std::string PercentInterval(const SurveyEstimate& estimate);

// "43.2% [40.1; 46.3]"; of a mean "3.42 [3.38; 3.46]".
std::string EstimateText(const SurveyEstimate& estimate, bool is_share);

// "+0.3", "-1.2"; empty where it does not exist.
std::string PointsText(double points);

// "A: China", "Total".
std::string ColumnLabel(const SurveyColumn& column, Language language);
// What divides the respondents into the column's family: its label, else its name.
std::string SegmentLabel(const SurveyColumn& column, Language language);
// The question's label, else the column's name.
std::string QuestionLabel(const SurveyRow& row, Language language);
// The answer's or net's label, else its value; "Mean".
std::string AnswerLabel(const SurveyRow& row, Language language);
const char* KindName(SurveyRow::Kind kind);  // "share", "net", "mean"
std::string TableTitle(const SurveyTable& table, Language language);
// The base's label, else "all respondents".
std::string BaseText(const Text& label, Language language);

// True where the row at `index` begins another question. The answers of a multiple-choice question,
// which are columns of their own, are one.
bool BeginsQuestion(const SurveyTable& table, size_t index);

// Which answers the table's nets count, one sentence a net whose label does not say so in its first
// `width` terminal columns (0: in all of it).
std::vector<std::string> NetSentences(const SurveyTable& table, int width, Language language);

// Where a format shows intervals: in brackets behind the estimate, or in columns of their own.
enum class IntervalPlace { kBrackets, kColumns };

// "In brackets: 95% confidence intervals ...".
std::string IntervalSentence(IntervalPlace place, IntervalMethod method, double confidence,
                             Language language);

// How the numbers of a book of tables were made, one sentence each.
std::vector<std::string> MethodSentences(const SurveyBookResults& results, IntervalPlace place,
                                         Language language);
std::vector<std::string> DesignSentences(const DesignOptions& design, Language language);

// Program, files with their hashes, options.
std::vector<std::string> OriginSentences(const SurveyOrigin& origin, Language language);

// "message. Hint." of each note.
std::vector<std::string> NoteSentences(const std::vector<Note>& notes);

// The terminal columns that a table takes in text.
int TextWidth(const Table& table);
inline constexpr int kTextWidth = 100;  // at most
// Cuts the cells of a table's column so that the table fits in kTextWidth, to at most `most`
// columns and at least `least`. Returns how many it takes.
int FitColumn(size_t column, int least, int most, Table* table);

// A heading and its sentences, where there are any.
void AddBullets(Document& document, Language language, SurveyPhrase heading,
                const std::vector<std::string>& sentences);
void WriteEstimateMembers(JsonWriter& json, const SurveyEstimate& estimate);
// "program": name, version, options, request, data, codebook. `key` names the request.
void WriteSurveyProgram(JsonWriter& json, const SurveyOrigin& origin, std::string_view key,
                        const std::string& name, const Text& title);

// Appends ",value,se,lower,upper,n,weighted_n,effective_n,df,deff"; the first four times `scale`.
void AppendEstimateFields(const SurveyEstimate& estimate, double scale, std::string* csv);
inline constexpr char kEstimateHeadings[] =
    "value,se,ci_lower,ci_upper,n,weighted_n,effective_n,df,deff";

// A sheet of sentences under the title: statements, which must not be overlooked, what was found,
// method, notes, origin.
WorkbookSheet AboutSheet(const std::string& title, const std::vector<std::string>& statements,
                         const std::vector<std::string>& findings,
                         const std::vector<std::string>& method, const SurveyOrigin& origin,
                         const std::vector<Note>& notes, Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_SURVEY_FORMAT_H_
