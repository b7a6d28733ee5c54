#include "cli/survey_options.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/figure_files.h"
#include "cli/output.h"
#include "cli/provenance.h"
#include "report/chart_survey.h"
#include "survey/results.h"

namespace trustsem {
namespace {

constexpr char kNoColumn[] = "none";
const std::vector<std::string> kFormats = {"text", "markdown", "csv", "json", "xlsx"};

void OverrideColumn(const std::string& said, std::string* column) {
  if (!said.empty()) *column = said == kNoColumn ? "" : said;
}

}  // namespace

void SurveyReportOptions::AddTo(CLI::App* command, const std::string& name,
                                const std::string& meaning) {
  command->add_option(name, request, meaning)->required();
  command->add_option("--data", data, "Respondents by rows (.csv, .sav, .dta, ...)")->required();
  command->add_option("--codebook", codebook, "Codebook, in place of the one that the file names");
  command->add_option("--weights", weights, "Column of weights; none: no weights");
  command->add_option("--strata", strata, "Column of strata; none: no strata");
  command->add_option("--cluster", cluster, "Column of clusters; none: no clusters");
  command->add_option("--format", format, "text, markdown, csv, json or xlsx")
      ->check(CLI::IsMember(kFormats));
  command->add_option("--lang", language, "Labels and headings: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--output", output, "A file in place of standard output");
  command->add_option("--charts", charts, "Draw the percentages into files in this directory too");
  command->add_option("--formats", formats,
                      "Of the charts: some of svg, pdf and png, separated by commas");
  command->add_option("--size", size, "Of the charts: slide (254 mm wide) or column (86 mm wide)")
      ->check(CLI::IsMember({"slide", "column"}));
}

std::string SurveyReportOptions::Format() const { return FormatOf(format, output, kFormats); }

Language SurveyReportOptions::ReportLanguage() const {
  return language == "zh" ? Language::kChinese : Language::kEnglish;
}

FigureOptions SurveyReportOptions::Figures(const SurveyOrigin& origin) const {
  FigureOptions figure;
  figure.language = ReportLanguage();
  figure.size = size == "column" ? FigureSize::kColumn : FigureSize::kSlide;
  figure.forms = ReadForms(formats);
  figure.provenance = SurveyProvenance(origin, figure.language);
  return figure;
}

void SurveyReportOptions::Override(DesignOptions* design) const {
  OverrideColumn(weights, &design->weights);
  OverrideColumn(strata, &design->strata);
  OverrideColumn(cluster, &design->clusters);
}

void SurveyReportOptions::Write(const std::string& report, const std::vector<Note>& warnings,
                                const std::string& statement,
                                const std::function<std::vector<Figure>()>& draw) const {
  if (!charts.empty()) FigureFiles(charts).Write(draw());
  WriteOutput(report, output);
  const std::string chosen = Format();
  if (chosen == "text" || chosen == "markdown") return;
  TellNotes(warnings);
  if (chosen == "csv") TellProvenance(statement, output);
}

}  // namespace trustsem
