// Claims beside a survey as terminal text and Markdown.
#include "report/claims_format.h"
#include "report/format_number.h"
#include "report/names.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

// Of the columns of words in text, whose sentences stand whole below the tables.
constexpr int kLeastWords = 16, kMostWords = 44;

struct Layout {
  Language language = Language::kEnglish;
  bool is_text = true;

  std::string operator()(SurveyPhrase phrase) const { return Say(language, phrase); }
  // Cuts the words in a column so that the table fits in a terminal.
  void Fit(size_t column, Table* table) const {
    if (is_text) FitColumn(column, kLeastWords, kMostWords, table);
  }
};

std::string Count(int64_t n) { return n > 0 ? FormatCount(static_cast<double>(n)) : ""; }

void AddClaims(const ClaimBookResults& results, const Layout& say, Document& document) {
  using P = SurveyPhrase;
  Table table;
  table.columns = {{say(P::kId), Align::kLeft}};
  if (!say.is_text) table.columns.push_back({say(P::kClaim), Align::kLeft});
  table.columns.push_back({say(P::kCounted), Align::kLeft});
  for (const P phrase : {P::kPublished, P::kComputed, P::kDifference, P::kN}) {
    table.columns.push_back({say(phrase)});
  }
  table.columns.push_back({say(P::kVerdict), Align::kLeft});
  if (!say.is_text) {
    table.columns.push_back({say(P::kBaseColumn), Align::kLeft});
    table.columns.push_back({say(P::kStatus), Align::kLeft});
    table.columns.push_back({say(P::kLine)});
  }
  std::string above;  // one sentence may make several claims
  for (const ClaimResult& result : results.claims) {
    const Claim& claim = result.claim;
    const ReadingResult& reading = result.reading;
    const std::string& sentence = InLanguage(claim.sentence, say.language);
    std::vector<std::string> row = {claim.id};
    if (!say.is_text) row.push_back(sentence == above ? "" : sentence);
    above = sentence;
    row.push_back(CountedText(reading, claim.reading, say.language));
    row.insert(row.end(), {PublishedText(claim), EstimateText(reading.estimate, true),
                           PointsText(reading.difference), Count(reading.estimate.base.n),
                           VerdictText(result.verdict, say.language)});
    if (!say.is_text) {
      row.push_back(BaseText(reading.base_label, say.language));
      row.push_back(StatusText(claim.status, say.language));
      row.push_back(claim.line);
    }
    table.rows.push_back(std::move(row));
  }
  say.Fit(1, &table);
  document.blocks.push_back(std::move(table));
}

void AddReadings(const ClaimBookResults& results, const Layout& say, Document& document) {
  using P = SurveyPhrase;
  Table table;
  table.columns = {{say(P::kId), Align::kLeft}, {say(P::kReading), Align::kLeft}};
  if (!say.is_text) {
    table.columns.push_back({say(P::kCounted), Align::kLeft});
    table.columns.push_back({say(P::kBaseColumn), Align::kLeft});
  }
  for (const P phrase : {P::kPublished, P::kComputed, P::kDifference, P::kN}) {
    table.columns.push_back({say(phrase)});
  }
  table.columns.push_back({say(P::kAgrees), Align::kLeft});
  Bullets notes;
  for (const ClaimResult& claim : results.claims) {
    if (!IsOpen(claim)) continue;
    for (const NumberedReading& reading : ReadingsOf(claim)) {
      const ReadingResult& result = *reading.result;
      const bool first = reading.number == 1;
      std::vector<std::string> row = {first ? claim.claim.id : "",
                                      ReadingName(reading, say.language)};
      if (!say.is_text) {
        row.push_back(CountedText(result, *reading.reading, say.language));
        row.push_back(BaseText(result.base_label, say.language));
      }
      row.insert(row.end(), {first ? PublishedText(claim.claim) : "",
                             EstimateText(result.estimate, true), PointsText(result.difference),
                             Count(result.estimate.base.n), AgreesText(result, say.language)});
      table.rows.push_back(std::move(row));
    }
    const std::string& note = InLanguage(claim.claim.note, say.language);
    if (!note.empty()) notes.items.push_back(claim.claim.id + ": " + note);
  }
  if (table.rows.empty()) return;
  say.Fit(1, &table);
  document.blocks.push_back(Heading{2, say(P::kReadings)});
  document.blocks.push_back(std::move(table));
  if (notes.items.empty()) return;
  document.blocks.push_back(Paragraph{say(P::kWordsOnly)});
  document.blocks.push_back(std::move(notes));
}

void AddRatios(const ClaimBookResults& results, const Layout& say, Document& document) {
  using P = SurveyPhrase;
  if (results.ratios.empty()) return;
  Table table;
  table.columns = {
      {say(P::kId), Align::kLeft}, {say(P::kClaim), Align::kLeft}, {say(P::kRatio), Align::kLeft}};
  for (const P phrase : {P::kPublished, P::kComputed, P::kAllowed}) {
    table.columns.push_back({say(phrase)});
  }
  table.columns.push_back({say(P::kVerdict), Align::kLeft});
  for (const RatioResult& result : results.ratios) {
    const RatioClaim& claim = result.claim;
    table.rows.push_back({claim.id, InLanguage(claim.sentence, say.language),
                          claim.numerator + " / " + claim.denominator,
                          RoundedText(claim.published, 2), RatioText(result.ratio),
                          AllowedText(results.book, claim),
                          VerdictText(result.verdict, say.language)});
  }
  say.Fit(1, &table);
  document.blocks.push_back(Heading{2, say(P::kRatios)});
  document.blocks.push_back(std::move(table));
}

// The sentences whole, each once, with what their claims count: in text the tables have no room.
void AddSentences(const ClaimBookResults& results, const Layout& say, Document& document) {
  using P = SurveyPhrase;
  document.blocks.push_back(Heading{2, say(P::kWhatIsCounted)});
  std::string before;
  for (const ClaimResult& result : results.claims) {
    const std::string& sentence = InLanguage(result.claim.sentence, say.language);
    if (!sentence.empty() && sentence != before) {
      const std::string& line = result.claim.line;
      document.blocks.push_back(Paragraph{
          line.empty() ? sentence : Say(say.language, P::kSentenceAtLine, sentence, line)});
    }
    before = sentence;
    Bullets readings;
    for (const NumberedReading& reading : ReadingsOf(result)) {
      std::string name = result.claim.id;
      if (IsOpen(result)) {
        name = Say(say.language, P::kNamedReading, name, ReadingName(reading, say.language));
      }
      const std::string counted = CountedText(*reading.result, *reading.reading, say.language);
      const std::string base = BaseText(reading.result->base_label, say.language);
      readings.items.push_back(Say(say.language, P::kCountedAmong, name, counted, base));
    }
    document.blocks.push_back(std::move(readings));
  }
  Bullets ratios;
  for (const RatioResult& ratio : results.ratios) {
    const std::string& sentence = InLanguage(ratio.claim.sentence, say.language);
    if (!sentence.empty()) ratios.items.push_back(ratio.claim.id + ": " + sentence);
  }
  if (!ratios.items.empty()) document.blocks.push_back(std::move(ratios));
}

Document MakeDocument(const ClaimBookResults& results, const Layout& say) {
  const Language language = say.language;
  Document document;
  document.blocks.push_back(Heading{1, ClaimsTitle(results, language)});
  for (const std::string& statement : Statements(results, language)) {
    document.blocks.push_back(Paragraph{statement, true});
  }
  document.blocks.push_back(Paragraph{TallySentence(results, language)});
  document.blocks.push_back(Paragraph{say(SurveyPhrase::kStatedOnly)});
  AddClaims(results, say, document);
  AddReadings(results, say, document);
  AddRatios(results, say, document);
  if (say.is_text) AddSentences(results, say, document);
  AddBullets(document, language, SurveyPhrase::kMethod,
             ClaimMethodSentences(results, IntervalPlace::kBrackets, language));
  AddBullets(document, language, SurveyPhrase::kNotes, NoteSentences(results.warnings));
  std::vector<std::string> origin = OriginSentences(results.origin, language);
  if (!results.book.source.empty()) {
    origin.insert(origin.begin(), Say(language, SurveyPhrase::kSource, results.book.source));
  }
  AddBullets(document, language, SurveyPhrase::kOrigin, origin);
  return document;
}

}  // namespace

Document BuildClaimsDocument(const ClaimBookResults& results, Language language) {
  return MakeDocument(results, {language, false});
}

std::string WriteClaimsText(const ClaimBookResults& results, Language language) {
  return RenderText(MakeDocument(results, {language, true}));
}

std::string WriteClaimsMarkdown(const ClaimBookResults& results, Language language) {
  return RenderMarkdown(BuildClaimsDocument(results, language));
}

}  // namespace trustsem
