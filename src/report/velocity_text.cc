// Trust velocity as terminal text and Markdown, and the sentences that every format begins and ends
// with.
#include <cmath>
#include <filesystem>

#include "base/version.h"
#include "report/figure_provenance.h"
#include "report/format_number.h"
#include "report/names.h"
#include "report/survey_format.h"
#include "report/velocity_document.h"
#include "report/velocity_sections.h"
#include "report/velocity_words.h"
#include "report/write_velocity.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;

std::string Count(int64_t count) { return FormatCount(static_cast<double>(count)); }

// "professional trust 2, benefit trust 1"; empty where all weigh the same.
std::string WeightsText(const VelocityResults& results, Language language) {
  const auto& components = results.specification.components;
  bool equal = true;
  std::string text;
  for (size_t c = 0; c < kTrustComponents; ++c) {
    equal = equal && components[c].weight == components[0].weight;
    if (!text.empty()) text += Say(language, P::kListSeparator);
    text += ComponentName(results, static_cast<TrustComponent>(c), language) + " " +
            FormatCount(components[c].weight);
  }
  return equal ? "" : text;
}

std::string OverallSentence(const VelocityResults& results, Language language) {
  const VelocityLevelResults* total = FindLevel(results, VelocityLevel::kTotal);
  if (total == nullptr || total->groups.empty()) return "";
  const VelocityGroup& all = total->groups[0];
  if (!std::isfinite(all.score.value) || !std::isfinite(all.velocity.value)) return "";
  return Say(language, P::kOverall, Count(all.responses), Count(all.accounts),
             EstimateText(all.score, 1, 1), EstimateText(all.velocity, 2, 2),
             TimeUnit(results, language));
}

std::string GrowthSentence(const VelocityResults& results, Language language) {
  const GrowthModel* model = ToldModel(results.growth);
  if (model == nullptr || !std::isfinite(model->everybody.slope_mean.value)) return "";
  const VelocityEstimate& slope = model->everybody.slope_mean;
  return Say(language,
             slope.lower > 0   ? P::kGrowthRose
             : slope.upper < 0 ? P::kGrowthFell
                               : P::kGrowthUnclear,
             EstimateText(slope, 2, 2), Say(language, ShapePhrase(model->shape)),
             WaveUnit(results, language));
}

std::string MedianSentence(const ThresholdResults& threshold, Language language) {
  const VelocityEstimate& median = threshold.everybody.median;
  const std::string score = FormatCount(threshold.threshold);
  if (std::isinf(median.value)) return Say(language, P::kHalfNotReached, score);
  if (std::isnan(median.value)) return "";
  return Say(language, P::kHalfReached, score, EstimateText(median, 1, 1));
}

// "panel.yaml (3f2a91c0)".
std::string FileAndHash(const std::string& path, const std::string& hash) {
  const std::string name = std::filesystem::path(path).filename().string();
  return hash.empty() ? name : name + " (" + hash.substr(0, 8) + ")";
}

void AddPart(P heading, const std::vector<std::string>& sentences, const VelocityExtent& extent,
             Document* document) {
  AddSection({Say(extent.language, heading), {}, sentences, {}}, extent, document);
}

}  // namespace

std::vector<std::string> CautionSentences(const VelocityResults& results, Language language) {
  std::vector<std::string> sentences = {Say(language, P::kWhatItIs, TimeName(results, language))};
  const std::string weights = WeightsText(results, language);
  if (!weights.empty()) sentences.push_back(Say(language, P::kWeighted, weights));
  const bool reference = std::isfinite(results.reference_time) && results.reference_time > 0;
  sentences.push_back(reference ? Say(language, P::kFlaw, FormatCount(results.reference_time))
                                : Say(language, P::kFlawWithoutReference));
  sentences.push_back(Say(language, P::kDescriptive));
  return sentences;
}

std::vector<std::string> SummarySentences(const VelocityResults& results, Language language) {
  std::vector<std::string> sentences;
  const auto add = [&](const std::string& sentence) {
    if (!sentence.empty()) sentences.push_back(sentence);
  };
  add(OverallSentence(results, language));
  if (!results.accounts.empty()) {
    const PaceTally tally = CountPaces(results);
    add(Say(language, P::kPaceTally, Count(tally.falling), Count(tally.slow), Count(tally.typical),
            Count(tally.fast), Count(tally.unknown)));
  }
  add(GrowthSentence(results, language));
  const GrowthModel* model = ToldModel(results.growth);
  if (model != nullptr) add(FallingSentence(*model, language));
  for (const ThresholdResults& threshold : results.time_to_trust.thresholds) {
    add(MedianSentence(threshold, language));
  }
  return sentences;
}

std::vector<std::string> VelocityMethodSentences(const VelocityResults& results,
                                                 Language language) {
  return {Say(language, P::kMethodScores), Say(language, P::kMethodRatio),
          Say(language, P::kMethodIntervals, 100 * results.specification.confidence,
              FormatCount(results.specification.replicates)),
          Say(language, P::kMethodHolm)};
}

std::vector<std::string> VelocityOriginSentences(const VelocityResults& results,
                                                 Language language) {
  const VelocitySpecification& specification = results.specification;
  std::vector<std::string> sentences = {Say(language, P::kProgram, Version())};
  if (!specification.file.empty()) {
    sentences.push_back(
        Say(language, P::kSpecificationFile, specification.file, specification.hash));
  }
  if (!results.data_file.empty()) {
    sentences.push_back(Say(language, P::kDataFile, results.data_file, Count(results.rows_read),
                            results.data_hash));
  }
  if (!specification.source.empty()) {
    sentences.push_back(Say(language, P::kSource, specification.source));
  }
  std::string options;
  for (const auto& [name, value] : results.options) {
    if (!value.empty()) options += (options.empty() ? "" : "; ") + name + " = " + value;
  }
  if (!options.empty()) sentences.push_back(Say(language, P::kOptions, options));
  return sentences;
}

std::vector<VelocitySection> VelocitySections(const VelocityResults& results, Language language) {
  std::vector<VelocitySection> sections;
  for (const auto make :
       {CountedSection, ReliabilitySection, StrataSection, LevelsSection, SalespersonsSection,
        DifferencesSection, StagesSection, GrowthSection, TimeToTrustSection, RankingSection}) {
    sections.push_back(make(results, language));
  }
  return sections;
}

VelocityDocument BuildVelocityDocument(const VelocityResults& results,
                                       const VelocityExtent& extent) {
  const Language language = extent.language;
  VelocityDocument document;
  auto& front = document.before_figures.blocks;
  front.push_back(Heading{1, TitleOf(results, language)});
  const std::string statement = StatementIn(language, results.data_statement);
  if (!statement.empty()) front.push_back(Paragraph{statement, true});
  const std::vector<std::string> cautions = CautionSentences(results, language);
  for (const std::string& sentence : cautions) front.push_back(Paragraph{sentence});
  AddPart(P::kSummary, SummarySentences(results, language), extent, &document.before_figures);
  Document& after = document.after_figures;
  for (const VelocitySection& section : VelocitySections(results, language)) {
    AddSection(section, extent, &after);
  }
  AddPart(P::kMethod, VelocityMethodSentences(results, language), extent, &after);
  AddPart(P::kNotes, NoteSentences(results.notes), extent, &after);
  AddPart(P::kOrigin, VelocityOriginSentences(results, language), extent, &after);
  return document;
}

std::string WriteVelocityText(const VelocityResults& results, Language language) {
  VelocityDocument document = BuildVelocityDocument(results, {language, true, 20});
  Append(std::move(document.after_figures), 0, &document.before_figures);
  return RenderText(document.before_figures);
}

std::string WriteVelocityMarkdown(const VelocityResults& results, Language language) {
  VelocityDocument document = BuildVelocityDocument(results, {language, false, 20});
  Append(std::move(document.after_figures), 0, &document.before_figures);
  return RenderMarkdown(document.before_figures);
}

std::string VelocityProvenance(const VelocityResults& results, Language language) {
  const VelocitySpecification& specification = results.specification;
  std::string text =
      Say(language, P::kProvenance, FileAndHash(specification.file, specification.hash),
          FileAndHash(results.data_file, results.data_hash), Count(results.rows_used), Version());
  const std::string statement = StatementIn(language, results.data_statement);
  if (!statement.empty()) text += (language == Language::kEnglish ? " " : "") + statement;
  return text;
}

}  // namespace trustsem
