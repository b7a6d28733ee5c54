#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "spec/claims.h"
#include "spec/yaml_survey_parts.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

constexpr char kWhat[] = "a claims file";
constexpr char kFirstLine[] = "claims: 1";
constexpr double kLargestTolerance = 50;  // points

const std::vector<std::string>& ReadingKeys() {
  static const std::vector<std::string> kKeys = {"label", "counted", "any", "base"};
  return kKeys;
}

void ReadReadingField(YamlValues& values, const std::string& key, const YamlNode& value,
                      Reading* reading) {
  if (key == "label") reading->label = values.Texts(value, "a label");
  if (key == "any") reading->any = values.Boolean(value, "'any'").value_or(false);
  if (key == "base") reading->base = ReadYamlBase(values, value);
  if (key != "counted") return;
  const size_t before = values.faults().size();
  reading->counted = ReadYamlConditions(values, value);
  if (values.faults().size() == before && reading->counted.empty()) {
    values.Report(value, "nothing is counted", "write {variable: [answers]}");
  }
}

// What another reading does not say is as in `first`.
Reading ReadAlternative(YamlValues& values, const YamlNode& node, const Reading& first) {
  Reading reading = first;
  reading.label = {};
  bool says = false, any = false;
  values.Fields(node, "an alternative reading", ReadingKeys(),
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "counted" || key == "base") says = true;
                  if (key == "any") any = true;
                  ReadReadingField(values, key, value, &reading);
                  if (key == "counted" && !any) reading.any = false;
                });
  if (node.kind == Kind::kMap && !says) {
    values.Report(node, "the alternative reading differs in nothing",
                  "give it 'counted' or 'base', or say it in 'note'");
  }
  return reading;
}

// A percentage as it was published, from 0 to 100.
void ReadPublished(YamlValues& values, const YamlNode& node, Claim* claim) {
  const std::optional<double> percent = values.Number(node, "a percentage");
  if (!percent) return;
  claim->published = *percent;
  if (*percent < 0 || *percent > 100) {
    values.Report(node,
                  fmt::format("the published percentage {} is not between 0 and 100", node.text),
                  "write percent, such as 71");
  }
}

void ReadComparison(YamlValues& values, const YamlNode& node, Claim* claim) {
  const std::string choice = values.Choice(node, "a comparison", {"equal", "above", "below"});
  if (choice == "above") claim->comparison = Comparison::kAbove;
  if (choice == "below") claim->comparison = Comparison::kBelow;
}

Claim ReadClaim(YamlValues& values, const YamlNode& name, const YamlNode& node) {
  Claim claim;
  claim.id = name.text;
  claim.place = values.PlaceOf(name);
  std::vector<std::string> keys = {"sentence", "line", "published",   "comparison",
                                   "status",   "note", "alternatives"};
  keys.insert(keys.end(), ReadingKeys().begin(), ReadingKeys().end());
  const YamlNode* alternatives = nullptr;
  bool counted = false, published = false;
  values.Fields(node, "a claim", keys, [&](const std::string& key, const YamlNode& value) {
    ReadReadingField(values, key, value, &claim.reading);
    if (key == "sentence") claim.sentence = values.Texts(value, "a sentence");
    if (key == "line") claim.line = values.String(value, "a line of the source");
    if (key == "published") ReadPublished(values, value, &claim);
    if (key == "comparison") ReadComparison(values, value, &claim);
    if (key == "status") claim.status = values.String(value, "a status");
    if (key == "note") claim.note = values.Texts(value, "a note");
    if (key == "alternatives") alternatives = &value;
    counted = counted || key == "counted";
    published = published || key == "published";
  });
  if (alternatives != nullptr) {
    for (const YamlNode& element : values.Elements(*alternatives, "alternative readings")) {
      claim.alternatives.push_back(ReadAlternative(values, element, claim.reading));
    }
  }
  if (!counted) {
    values.Report(name, fmt::format("the claim '{}' does not say what is counted", claim.id),
                  "add 'counted: {variable: [answers]}'");
  }
  if (!published) {
    values.Report(name, fmt::format("the claim '{}' has no published percentage", claim.id),
                  "add 'published'");
  }
  return claim;
}

const Claim* FindClaim(const ClaimBook& book, const std::string& id) {
  const auto found = std::find_if(book.claims.begin(), book.claims.end(),
                                  [&](const Claim& claim) { return claim.id == id; });
  return found == book.claims.end() ? nullptr : &*found;
}

std::vector<std::string> ClaimIds(const ClaimBook& book) {
  std::vector<std::string> ids;
  for (const Claim& claim : book.claims) ids.push_back(claim.id);
  return ids;
}

// The claim that a ratio names, or null and a fault.
const Claim* ReadTerm(YamlValues& values, const YamlNode& node, const ClaimBook& book) {
  const std::string id = values.String(node, "a claim's id");
  const Claim* claim = FindClaim(book, id);
  if (claim == nullptr && node.kind == Kind::kScalar) {
    values.Report(node, fmt::format("there is no claim '{}'", Excerpt(id)),
                  DidYouMean(id, ClaimIds(book), "the claims are " + JoinNames(ClaimIds(book))));
  }
  return claim;
}

void CheckRatio(YamlValues& values, const YamlNode& name, const Claim* numerator,
                const Claim* denominator, bool published, RatioClaim* ratio) {
  if (numerator == nullptr || denominator == nullptr) return;
  ratio->numerator = numerator->id;
  ratio->denominator = denominator->id;
  if (numerator == denominator) {
    values.Report(name, fmt::format("the ratio '{}' is of one claim to itself", ratio->id),
                  "name two claims");
  } else if (!(denominator->published > 0) || !(numerator->published > 0)) {
    values.Report(name, fmt::format("the ratio '{}' has a published percentage of 0", ratio->id),
                  "ratios are of percentages above 0");
  } else if (!published) {
    ratio->published = numerator->published / denominator->published;
  }
}

RatioClaim ReadRatio(YamlValues& values, const YamlNode& name, const YamlNode& node,
                     const ClaimBook& book) {
  RatioClaim ratio;
  ratio.id = name.text;
  ratio.place = values.PlaceOf(name);
  if (FindClaim(book, ratio.id) != nullptr) {
    values.Report(name, fmt::format("'{}' names a percentage and a ratio", ratio.id),
                  "rename one of the two");
  }
  const Claim *numerator = nullptr, *denominator = nullptr;
  bool has_numerator = false, has_denominator = false, published = false;
  values.Fields(node, "a ratio", {"sentence", "line", "numerator", "denominator", "published"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "sentence") ratio.sentence = values.Texts(value, "a sentence");
                  if (key == "line") ratio.line = values.String(value, "a line of the source");
                  if (key == "numerator") numerator = ReadTerm(values, value, book);
                  if (key == "denominator") denominator = ReadTerm(values, value, book);
                  has_numerator = has_numerator || key == "numerator";
                  has_denominator = has_denominator || key == "denominator";
                  if (key != "published") return;
                  published = true;
                  ratio.published = values.Number(value, "a ratio").value_or(1);
                  if (ratio.published > 0) return;
                  values.Report(value, fmt::format("the ratio {} is not positive", value.text),
                                "write a number above 0");
                });
  if (!has_numerator || !has_denominator) {
    values.Report(name, fmt::format("the ratio '{}' does not name two claims", ratio.id),
                  "add 'numerator' and 'denominator'");
  }
  CheckRatio(values, name, numerator, denominator, published, &ratio);
  return ratio;
}

void ReadTolerance(YamlValues& values, const YamlNode& node, ClaimBook* book) {
  const std::optional<double> points = values.Number(node, "a tolerance in points");
  if (!points) return;
  book->tolerance = *points;
  if (*points < 0 || *points > kLargestTolerance) {
    values.Report(node,
                  fmt::format("the tolerance {} is not between 0 and {} points", node.text,
                              kLargestTolerance),
                  "write points, such as 0.5");
  }
}

void ReadClaimsField(YamlValues& values, const std::string& key, const YamlNode& value,
                     ClaimBook* book) {
  if (key == "claims") ReadYamlSurveyVersion(values, value, key);
  if (key == "name") book->name = values.Name(value, "a name");
  if (key == "title") book->title = values.Texts(value, "a title");
  if (key == "source") book->source = values.String(value, "a source");
  if (key == "codebook") {
    book->codebook = ReadYamlFileName(values, value, "a codebook's file", book->file);
  }
  if (key == "design") book->design = ReadYamlDesign(values, value);
  if (key == "confidence") {
    book->confidence = ReadYamlProbability(values, value, "the confidence", book->confidence);
  }
  if (key == "tolerance") ReadTolerance(values, value, book);
  if (key == "percentages") {
    values.NamedFields(value, "percentages", true, [&](const YamlNode& name, const YamlNode& node) {
      book->claims.push_back(ReadClaim(values, name, node));
    });
  }
}

}  // namespace

ClaimBook ParseClaims(const std::string& text, const std::string& file) {
  YamlValues values(file);
  const YamlNode root = ParseSurveyYaml(text, values, file, kWhat, kFirstLine);
  ClaimBook book;
  book.file = file;
  book.hash = Hash(text);
  const YamlNode* ratios = nullptr;
  values.Fields(root, kWhat,
                {"claims", "name", "title", "source", "codebook", "design", "confidence",
                 "tolerance", "percentages", "ratios"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "ratios") ratios = &value;
                  ReadClaimsField(values, key, value, &book);
                });
  if (ratios != nullptr) {
    values.NamedFields(*ratios, "ratios", true, [&](const YamlNode& name, const YamlNode& node) {
      book.ratios.push_back(ReadRatio(values, name, node, book));
    });
  }
  if (values.faults().empty() && book.claims.empty()) {
    values.Report(root, "the file holds no claims", "add 'percentages' with a claim at least");
  }
  ThrowYamlFaults(values.faults());
  return book;
}

ClaimBook ReadClaims(const std::string& path) {
  return ParseClaims(ReadTextFile(path, ErrorKind::kSpecification, "the claims file"), path);
}

}  // namespace trustsem
