#include "report/path_diagram.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

constexpr const char* kModels[] = {"chain",         "mobi",
                                   "trust_drivers", "trust_drivers_without_instruments",
                                   "trust_loyalty", "trust_relationship"};

Model ShippedModel(const std::string& name) {
  return ReadModel(std::string(TRUSTSEM_SOURCE_DIR) + "/models/" + name + ".yaml");
}

Model Lavaan(const std::string& syntax) { return ReadLavaan(syntax, "test.lavaan"); }

// A graph as if fitted: every line has a coefficient, of alternating sign, in each group.
PathGraph WithCoefficients(PathGraph graph, int groups) {
  graph.estimated = true;
  graph.groups.assign(groups, groups == 1 ? "" : "north");
  int count = 0;
  const auto value = [&count] {
    PathValue result;
    result.std_all = ++count % 2 == 0 ? -0.45 : 0.62;
    result.est = 1.5;
    result.pvalue = count % 3 == 0 ? 0.2 : 0.001;
    result.free = true;
    return result;
  };
  for (PathEdge& edge : graph.edges) edge.values.assign(groups, value());
  for (PathNode& node : graph.nodes) {
    node.r_squared.assign(groups, 0.5);
    for (PathItem& item : node.items) item.loadings.assign(groups, value());
  }
  return graph;
}

// Everything that a label must keep clear of, on the panel.
std::vector<Box> Nodes(const PathPage& page) {
  std::vector<Box> boxes = page.panel.layout.shapes;
  for (const Box& box : page.panel.layout.items) {
    if (box.height > 0) boxes.push_back(box);
  }
  return boxes;
}

void ExpectClear(const PathPage& page, const std::string& what) {
  const std::vector<Box> nodes = Nodes(page);
  std::vector<Box> labels;
  for (const Box& box : page.panel.labels) {
    if (box.width > 0) labels.push_back(box);
  }
  size_t wanted = 0;
  for (const PathEdge& edge : page.graph.edges) wanted += !edge.values.empty();
  EXPECT_EQ(labels.size(), wanted) << what;
  for (size_t i = 0; i < labels.size(); ++i) {
    for (size_t k = i + 1; k < labels.size(); ++k) {
      EXPECT_FALSE(labels[i].Overlaps(labels[k])) << what << ": labels " << i << " and " << k;
    }
    for (size_t k = 0; k < nodes.size(); ++k) {
      EXPECT_FALSE(labels[i].Overlaps(nodes[k])) << what << ": label " << i << ", node " << k;
    }
    EXPECT_GE(labels[i].left, 0) << what;
    EXPECT_GE(labels[i].top, 0) << what;
    EXPECT_LE(labels[i].right(), page.panel.width) << what;
    EXPECT_LE(labels[i].bottom(), page.panel.height) << what;
  }
  for (size_t i = 0; i < nodes.size(); ++i) {
    for (size_t k = i + 1; k < nodes.size(); ++k) {
      EXPECT_FALSE(nodes[i].Grown(-0.5).Overlaps(nodes[k].Grown(-0.5)))
          << what << ": nodes " << i << " and " << k;
    }
  }
}

// Words that leave the page or lie on other words.
void ExpectReadable(const Drawing& drawing, const std::string& what) {
  std::vector<Box> boxes;
  for (const Mark& mark : drawing.marks) {
    const Words* words = std::get_if<Words>(&mark.shape);
    if (words == nullptr) continue;
    EXPECT_GE(words->size, 5) << what << ": " << words->text;
    const double left = words->at.x - (words->anchor == Anchor::kMiddle ? words->width / 2 : 0);
    boxes.push_back({left, words->at.y - 0.7 * words->size, words->width, 0.7 * words->size});
    EXPECT_GE(left, -0.01) << what << ": " << words->text;
    EXPECT_LE(boxes.back().right(), drawing.width + 0.01) << what << ": " << words->text;
    EXPECT_GE(boxes.back().top, 0) << what << ": " << words->text;
    EXPECT_LE(boxes.back().bottom(), drawing.height) << what << ": " << words->text;
  }
  for (size_t i = 0; i < boxes.size(); ++i) {
    for (size_t k = i + 1; k < boxes.size(); ++k) {
      EXPECT_FALSE(boxes[i].Overlaps(boxes[k])) << what << ": words " << i << " and " << k;
    }
  }
}

TEST(PathDiagramTest, LabelsOfEveryShippedModelLieClearOfEachOtherAndOfNodes) {
  for (const char* name : kModels) {
    const PathGraph plain = MakePathGraph(ShippedModel(name));
    for (const int groups : {0, 1, 2, 6}) {
      const PathGraph graph = groups == 0 ? plain : WithCoefficients(plain, groups);
      for (const Language language : {Language::kEnglish, Language::kChinese}) {
        for (const FigureSize size : {FigureSize::kSlide, FigureSize::kColumn}) {
          for (const bool items : {false, true}) {
            PathDiagramOptions options;
            options.figure.language = language;
            options.figure.size = size;
            options.figure.provenance = "Where it comes from.";
            options.items = items;
            const PathPage page = ComposePathPage(graph, options);
            const std::string what =
                fmt::format("{}, {} groups, {}, {}, items {}", name, groups,
                            language == Language::kEnglish ? "en" : "zh",
                            size == FigureSize::kSlide ? "slide" : "column", items);
            ExpectClear(page, what);
            ExpectReadable(page.drawing, what);
          }
        }
      }
    }
  }
}

TEST(PathDiagramTest, ReadsFromAttitudesToLoyalty) {
  const PathPage page = ComposePathPage(MakePathGraph(ShippedModel("trust_loyalty")), {});
  std::map<std::string, Point> at;
  for (size_t i = 0; i < page.graph.nodes.size(); ++i) {
    at[page.graph.nodes[i].name] = page.panel.layout.shapes[i].centre();
  }
  const std::vector<std::string> order = {"CONF", "CO", "VAL", "TRUST", "LOYA", "LOYB"};
  for (size_t i = 1; i < order.size(); ++i) {
    EXPECT_LT(at[order[i - 1]].x, at[order[i]].x) << order[i];
  }
  EXPECT_NEAR(at["CONF"].x, at["COMP"].x, 1);
  EXPECT_NEAR(at["TRUST"].x, at["REL"].x, 1);
}

TEST(PathDiagramTest, ReciprocalPathsAreTwoLinesApart) {
  const PathPage page = ComposePathPage(MakePathGraph(ShippedModel("trust_loyalty")), {});
  std::vector<const Curve*> pair;
  for (size_t i = 0; i < page.graph.edges.size(); ++i) {
    const PathEdge& edge = page.graph.edges[i];
    const std::string from = page.graph.nodes[edge.from].name, to = page.graph.nodes[edge.to].name;
    if (edge.kind != PathEdge::Kind::kPath) continue;
    if ((from == "TRUST" && to == "REL") || (from == "REL" && to == "TRUST")) {
      pair.push_back(&page.panel.layout.edges[i]);
    }
  }
  ASSERT_EQ(pair.size(), 2u);
  for (int i = 0; i <= 20; ++i) {
    for (int k = 0; k <= 20; ++k) {
      EXPECT_GT(Length(pair[0]->At(pair[0]->segments() * i / 20.0) -
                       pair[1]->At(pair[1]->segments() * k / 20.0)),
                10);
    }
  }
}

// Every line begins and ends on the border of its nodes.
TEST(PathDiagramTest, LinesEndAtTheirNodes) {
  for (const bool items : {false, true}) {
    const PathPage page = ComposePathPage(MakePathGraph(ShippedModel("mobi")), {{}, items});
    for (size_t i = 0; i < page.graph.edges.size(); ++i) {
      const PathEdge& edge = page.graph.edges[i];
      const auto off = [&](Point p, int node) {
        const Box& box = page.panel.layout.shapes[node];
        const Point d = p - box.centre();
        const double x = 2 * std::abs(d.x) / box.width, y = 2 * std::abs(d.y) / box.height;
        return std::abs((page.graph.nodes[node].construct ? std::hypot(x, y) : std::max(x, y)) - 1);
      };
      EXPECT_LT(off(page.panel.layout.edges[i].points.front(), edge.from), 0.02) << i;
      EXPECT_LT(off(page.panel.layout.edges[i].points.back(), edge.to), 0.02) << i;
    }
  }
}

TEST(PathDiagramTest, GroupsStandOnOneLayout) {
  const PathGraph graph = WithCoefficients(MakePathGraph(ShippedModel("trust_relationship")), 2);
  const PathPage page = ComposePathPage(graph, {});
  ASSERT_EQ(page.origins.size(), 2u);
  std::vector<Point> ovals[2];
  for (const Mark& mark : page.drawing.marks) {
    const Oval* oval = std::get_if<Oval>(&mark.shape);
    if (oval == nullptr) continue;
    ovals[ovals[0].size() < graph.nodes.size() ? 0 : 1].push_back(oval->box.centre());
  }
  ASSERT_EQ(ovals[1].size(), graph.nodes.size());
  const Point apart = page.origins[1] - page.origins[0];
  EXPECT_GT(Length(apart), 100);
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    EXPECT_NEAR(ovals[1][i].x - ovals[0][i].x, apart.x, 1e-9);
    EXPECT_NEAR(ovals[1][i].y - ovals[0][i].y, apart.y, 1e-9);
  }
}

TEST(PathDiagramTest, ShowsTheEstimates) {
  const Model model = ShippedModel("trust_loyalty");
  DataInput input;
  input.data = std::string(TRUSTSEM_SOURCE_DIR) + "/data/trust_survey.csv";
  const Results results = Analyse(model, input, {});
  const PathPage page = ComposePathPage(MakePathGraph(results), {});
  ExpectClear(page, "with estimates");
  const Figure figure = MakePathDiagram(results, {});
  int paths = 0;
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kRegression) continue;
    ++paths;
    EXPECT_NE(figure.svg.find(fmt::format(">{:.2f}</text>", row.std_all)), std::string::npos)
        << row.lhs << " ~ " << row.rhs;
    EXPECT_NE(figure.svg.find(
                  fmt::format("[{:.3f}, {:.3f}]", row.std_all_ci_lower, row.std_all_ci_upper)),
              std::string::npos)
        << row.lhs << " ~ " << row.rhs;
  }
  EXPECT_EQ(paths, 16);
  for (const RSquared& r : results.r_squared) {
    if (!r.construct) continue;
    EXPECT_NE(figure.svg.find(fmt::format(">R² = {:.2f}</text>", r.value)), std::string::npos);
  }
  EXPECT_NE(figure.svg.find("ambiguous in the source"), std::string::npos);
  EXPECT_EQ(page.graph.default_covariances, 5);
  EXPECT_TRUE(figure.pdf.starts_with("%PDF-"));
  EXPECT_TRUE(figure.png.starts_with("\x89PNG"));
  const Figure again = MakePathDiagram(results, {});
  EXPECT_EQ(figure.svg, again.svg);
  EXPECT_EQ(figure.pdf, again.pdf);
  EXPECT_EQ(figure.png, again.png);
}

TEST(PathDiagramTest, ShowsPlainCoefficientsAndOneGroup) {
  Results results;
  results.model_name = "two";
  results.construct_names = {"A", "B"};
  results.groups = {{"CN", 100}, {"US", 200}};
  for (const int group : {1, 2}) {
    ParameterEstimate path;
    path.lhs = "B";
    path.rhs = "A";
    path.group = group;
    path.free = path.user = true;
    path.est = group == 1 ? 12.345 : 0.01234;
    path.ci_lower = path.est / 2;
    path.ci_upper = path.est * 2;
    path.std_all = group == 1 ? 0.61 : -0.42;
    path.std_all_ci_lower = path.std_all - 0.1;
    path.std_all_ci_upper = path.std_all + 0.1;
    path.pvalue = 0.001;
    results.estimates.push_back(path);
    results.r_squared.push_back({"B", group, true, group == 1 ? 0.37 : 0.18});
  }
  using ::testing::AllOf;
  using ::testing::HasSubstr;
  using ::testing::Not;
  PathDiagramOptions options;
  EXPECT_THAT(MakePathDiagram(results, options).svg,
              AllOf(HasSubstr(">0.61</text>"), HasSubstr(">−0.42</text>"),
                    HasSubstr("Completely standardised"), HasSubstr(">Group: CN<")));
  options.coefficients = Coefficients::kPlain;
  EXPECT_THAT(MakePathDiagram(results, options).svg,
              AllOf(HasSubstr(">12.35</text>"), HasSubstr(">0.012</text>"),
                    Not(HasSubstr(">0.61<")), HasSubstr("Unstandardised"),
                    HasSubstr("12.345, 95% interval [6.173, 24.690], "
                              "p = .001, standardised 0.610")));
  options.group = 2;
  const std::string us = MakePathDiagram(results, options).svg;
  EXPECT_THAT(us,
              AllOf(HasSubstr(">0.012</text>"), Not(HasSubstr("12.3")), HasSubstr(">Group: US<"),
                    Not(HasSubstr("Group: CN")), HasSubstr(">R² = 0.18<"), Not(HasSubstr("0.37")),
                    HasSubstr(Palette::kNegative)));
  // The line is drawn by the standardised strength.
  EXPECT_THAT(us, Not(HasSubstr(Palette::kPositive)));
}

TEST(PathDiagramTest, AGroupWithoutEstimatesIsNamedSo) {
  PathGraph graph = WithCoefficients(MakePathGraph(ShippedModel("trust_relationship")), 2);
  graph.groups = {"north", "south"};
  for (PathEdge& edge : graph.edges) edge.values[1] = {};
  for (PathNode& node : graph.nodes) {
    node.r_squared[1] = kMissing;
    for (PathItem& item : node.items) item.loadings[1] = {};
  }
  for (const bool items : {false, true}) {
    PathDiagramOptions options;
    options.items = items;
    const PathPage page = ComposePathPage(graph, options);
    std::vector<std::string> words;
    for (const Mark& mark : page.drawing.marks) {
      if (const Words* text = std::get_if<Words>(&mark.shape)) words.push_back(text->text);
    }
    EXPECT_EQ(std::count(words.begin(), words.end(), "Group: north"), 1);
    EXPECT_EQ(std::count(words.begin(), words.end(), "Group: south (no estimates)"), 1);
    ExpectReadable(page.drawing, "a group without estimates");
  }
}

TEST(PathDiagramTest, SixGroupsStandInRowsAsFullAsEachOther) {
  const PathPage page =
      ComposePathPage(WithCoefficients(MakePathGraph(ShippedModel("trust_relationship")), 6), {});
  std::map<double, int> rows;
  for (const Point& origin : page.origins) ++rows[origin.y];
  for (const auto& [y, count] : rows) EXPECT_EQ(count, 6 / static_cast<int>(rows.size()));
}

PathValue Value(double std_all, double pvalue) {
  PathValue value;
  value.std_all = std_all;
  value.pvalue = pvalue;
  value.free = true;
  return value;
}

TEST(PathDiagramTest, ColourTellsTheSignWidthTheSizeAndDashesTheAmbiguous) {
  const Stroke strong = CoefficientStroke(Value(0.8, 0.001), Status::kExplicit, 14);
  const Stroke weak = CoefficientStroke(Value(0.1, 0.001), Status::kAmbiguous, 14);
  const Stroke negative = CoefficientStroke(Value(-0.4, 0.049), Status::kExplicit, 14);
  const Stroke uncertain = CoefficientStroke(Value(-0.4, 0.051), Status::kExplicit, 14);
  EXPECT_EQ(strong.colour, Palette::kPositive);
  EXPECT_EQ(negative.colour, Palette::kNegative);
  EXPECT_EQ(uncertain.colour, Palette::kNeutral);
  EXPECT_GT(strong.width, negative.width);
  EXPECT_GT(negative.width, weak.width);
  EXPECT_GT(weak.width, uncertain.width);
  EXPECT_TRUE(weak.dashed);
  EXPECT_FALSE(strong.dashed);
  EXPECT_EQ(CoefficientStroke(Value(kMissing, kMissing), Status::kExplicit, 14).colour,
            Palette::kNeutral);
}

TEST(PathDiagramTest, DrawsWhateverNamesThereAre) {
  Model model = Lavaan("a =~ x1 + x2 + x3\nb =~ y1 + y2 + y3\nc =~ z1 + z2 + z3\nc ~ a + b\n");
  std::string long_label;
  while (long_label.size() < 500) long_label += "trustworthiness ";
  model.constructs[0].label.en = long_label + "\nsecond line";
  model.constructs[1].label.en = "<script>alert('&\"')</script>";
  model.constructs[2].label.en = std::string(500, 'W');
  model.title.en = "a < b & \"c\"";
  const PathPage page = ComposePathPage(WithCoefficients(MakePathGraph(model), 1), {{}, true});
  ExpectClear(page, "odd names");
  ExpectReadable(page.drawing, "odd names");
  const std::string svg = MakePathDiagram(model, {}).svg;
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_NE(svg.find("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;"),
            std::string::npos);
  EXPECT_NE(svg.find("<title>a &lt; b &amp; &quot;c&quot;</title>"), std::string::npos);
}

TEST(PathDiagramTest, RightToLeftTextIsDrawnAndAMissingCharacterIsSaid) {
  Model model = Lavaan("a =~ x1 + x2 + x3\nb =~ y1 + y2 + y3\nb ~ a\n");
  model.constructs[0].label.en = "الثقة في البائع";
  EXPECT_NE(MakePathDiagram(model, {}).svg.find("الثقة"), std::string::npos);
  model.constructs[0].label.en = "private \U0010FFFD";
  try {
    MakePathDiagram(model, {});
    FAIL() << "a character that no typeface has was drawn";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kOther);
    EXPECT_NE(std::string(error.what()).find("U+10FFFD"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("fonts-noto-core"), std::string::npos);
  }
}

TEST(PathDiagramTest, ModelsWithoutPathsOrWithoutConstructs) {
  const Model measurement = Lavaan("a =~ x1 + x2 + x3\nb =~ y1 + y2 + y3\n");
  PathPage page = ComposePathPage(MakePathGraph(measurement), {});
  EXPECT_EQ(page.graph.nodes.size(), 2u);
  EXPECT_TRUE(page.graph.edges.empty());
  Results fitted;
  fitted.construct_names = {"a", "b", "c"};
  for (const auto& [lhs, rhs] : {std::pair("a", "b"), std::pair("a", "c"), std::pair("b", "c")}) {
    ParameterEstimate row;
    row.lhs = lhs;
    row.op = Operator::kCovariance;
    row.rhs = rhs;
    row.free = true;
    row.std_all = 0.4;
    fitted.estimates.push_back(row);
  }
  page = ComposePathPage(MakePathGraph(fitted), {});
  EXPECT_EQ(page.graph.edges.size(), 3u);
  EXPECT_EQ(page.graph.default_covariances, 0);
  ExpectClear(page, "covariances alone");
  const Model observed = Lavaan("m ~ x\ny ~ m + x\nx ~~ w\n");
  page = ComposePathPage(WithCoefficients(MakePathGraph(observed), 1), {});
  EXPECT_EQ(page.graph.nodes.size(), 4u);
  EXPECT_EQ(page.graph.edges.size(), 4u);
  for (const PathNode& node : page.graph.nodes) EXPECT_FALSE(node.construct);
  ExpectClear(page, "observed variables");
  const Model higher = Lavaan(
      "a =~ x1 + x2 + x3\nb =~ y1 + y2 + y3\nc =~ z1 + z2 + z3\n"
      "top =~ a + b + c\nx1 ~~ y1\n");
  const PathGraph graph = MakePathGraph(higher);
  EXPECT_EQ(graph.nodes.size(), 4u);
  EXPECT_EQ(graph.edges.size(), 3u);
  EXPECT_EQ(graph.item_covariances, 1);
  EXPECT_EQ(graph.edges[0].kind, PathEdge::Kind::kMeasurement);
}

TEST(PathDiagramTest, SixtyConstructs) {
  std::string syntax;
  for (int i = 0; i < 60; ++i) syntax += fmt::format("f{0} =~ a{0} + b{0} + c{0}\n", i);
  for (int i = 3; i < 60; ++i) {
    syntax += fmt::format("f{} ~ f{} + f{}\n", i, i / 3, (i + 1) / 2);
  }
  const PathPage page = ComposePathPage(WithCoefficients(MakePathGraph(Lavaan(syntax)), 1), {});
  EXPECT_EQ(page.panel.layout.shapes.size(), 60u);
  ExpectClear(page, "sixty constructs");
  ExpectReadable(page.drawing, "sixty constructs");
}

}  // namespace
}  // namespace trustsem
