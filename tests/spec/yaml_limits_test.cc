// Texts made to break a reader: each must end in one clear fault at its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "spec/read_model.h"
#include "spec/yaml_text.h"
#include "spec/yaml_tree.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

Fault OnlyFault(const std::string& text) {
  try {
    ReadYaml(text, "m.yaml");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    EXPECT_EQ(error.faults().size(), 1u) << error.what();
    return error.faults()[0];
  }
  ADD_FAILURE() << "read without a fault";
  return {};
}

void ExpectFault(const std::string& text, int line, int column, const std::string& message) {
  const Fault fault = OnlyFault(text);
  EXPECT_EQ(fault.place.file, "m.yaml");
  EXPECT_EQ(fault.place.line, line) << ToString(fault);
  EXPECT_EQ(fault.place.column, column) << ToString(fault);
  EXPECT_THAT(ToString(fault), HasSubstr(message));
}

std::string Repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(YamlLimits, AliasesThatMultiply) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name <= 'z'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    bomb += std::string(1, name) + ": &" + name + " [" + Repeat("*" + before + ", ", 8) + "*" +
            before + "]\n";
  }
  ExpectFault(bomb, 1, 4, "found the anchor '&a'");
}

TEST(YamlLimits, MergeKeysAndRecursion) {
  ExpectFault("trustsem: &x\n  <<: *x\n", 1, 11, "found the anchor '&x'");
}

TEST(YamlLimits, DeepNestingInBrackets) {
  const std::string deep = "name: " + Repeat("[", 10000) + Repeat("]", 10000);
  ExpectFault("trustsem: 1\n" + deep, 2, 38, "nested more than 32 deep");
  // Where brackets stay open, the parser takes each for a key as well; the column is then earlier.
  for (const std::string open : {"[", "{a: ", "[{a: ", "{? "}) {
    const Fault fault = OnlyFault(Repeat(open, 10000));
    EXPECT_EQ(fault.place.line, 1);
    EXPECT_THAT(fault.message, HasSubstr("nested more than 32 deep"));
  }
}

TEST(YamlLimits, DeepNestingInBlocks) {
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += std::string(static_cast<size_t>(i), ' ') + "a:\n";
  ExpectFault(deep, 33, 33, "nested more than 32 deep");
  ExpectFault(Repeat("- ", 10000), 1, 65, "nested more than 32 deep");
}

TEST(YamlLimits, NestingAtTheLimitIsRead) {
  std::vector<Fault> faults;
  EXPECT_TRUE(ParseYamlTree(Repeat("[", 32) + Repeat("]", 32), "m.yaml", &faults));
  EXPECT_FALSE(ParseYamlTree(Repeat("[", 33) + Repeat("]", 33), "m.yaml", &faults));
  EXPECT_EQ(faults.size(), 1u);
}

TEST(YamlLimits, ManyValues) {
  const Fault fault = OnlyFault("trustsem: 1\nname: [" + Repeat("a, ", 300000) + "a]\n");
  EXPECT_EQ(fault.place.line, 2);
  EXPECT_THAT(fault.message, HasSubstr("more than 200000 values"));
}

TEST(YamlLimits, LargeText) {
  const std::string text = "trustsem: 1\n" + Repeat("# a comment of some length\n", 200000);
  ExpectFault(text, 0, 0, "more than 4 MB");
  const std::string path = ::testing::TempDir() + "/yaml_limits_large.yaml";
  std::ofstream(path, std::ios::binary) << text;
  try {
    ReadModel(path);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    EXPECT_THAT(error.what(), HasSubstr(path));
    EXPECT_THAT(error.what(), HasSubstr("the model specification"));
  }
}

TEST(YamlLimits, TabsInIndentation) {
  ExpectFault("trustsem: 1\nconstructs:\n\tA: [a1]\n", 3, 1, "found a tab in the indentation");
  ExpectFault("trustsem: 1\nconstructs:\n  \tA: [a1]\n", 3, 3, "found a tab in the indentation");
  ExpectFault("trustsem: 1\n\t\nname: a\n", 2, 1, "found a tab in the indentation");
  EXPECT_EQ(ReadYaml("trustsem: 1\npaths:\t[a -> b]\t# note\n", "m").terms.size(), 1u);
}

TEST(YamlLimits, BinaryBytes) {
  ExpectFault(std::string("trustsem: 1\nname: a\0b\n", 22), 2, 8, "control character 0x00");
  ExpectFault(
      "\x7F"
      "ELF",
      1, 1, "control character 0x7F");
  ExpectFault("PK\x03\x04", 1, 3, "control character 0x03");
}

TEST(YamlLimits, OtherEncodings) {
  ExpectFault("trustsem: 1\nname: caf\xE9\n", 2, 10, "byte 0xE9 is not UTF-8");
  ExpectFault("trustsem: 1\ntitle: 信\xD0\xC5\n", 2, 9, "byte 0xD0 is not UTF-8");  // GB 18030
  ExpectFault("\xFF\xFEt\0", 1, 1, "byte 0xFF is not UTF-8");                       // UTF-16
}

TEST(YamlLimits, EmptyTexts) {
  ExpectFault("", 1, 1, "the specification is empty");
  ExpectFault("\n\n", 1, 1, "the specification is empty");
  ExpectFault("# only a comment\n", 1, 1, "the specification is empty");
  ExpectFault("---\n...\n", 1, 1, "the specification is empty");
}

TEST(YamlLimits, OtherThanAMapAtTheTop) {
  ExpectFault("- trustsem: 1\n", 1, 1, "found a list");
  ExpectFault("[]", 1, 1, "found a list");
  ExpectFault("42\n", 1, 1, "found '42'");
}

TEST(YamlLimits, KeysThatAreNoTexts) {
  ExpectFault("trustsem: 1\npaths: [a -> b]\n[x]: 1\n", 3, 1, "expected a key, found a list");
  ExpectFault("trustsem: 1\npaths: [a -> b]\n? {a: 1}\n: 2\n", 3, 3, "expected a key, found a map");
}

TEST(YamlLimits, TruncatedFileNeverReadsAsAnotherModelOrCrashes) {
  const std::string text =
      "trustsem: 1\nconstructs:\n  A: {label: {en: \"x\\u4fe1\", zh: '信'}, items: [a1, a2]}\n"
      "paths:\n  - {path: A -> y, fixed: [1, free]}\nfit: {estimator: ML}\n";
  int read = 0;
  for (size_t length = 0; length < text.size(); ++length) {
    try {
      ReadYaml(text.substr(0, length), "m.yaml");
      ++read;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
      EXPECT_FALSE(error.faults().empty());
    }
  }
  EXPECT_GT(read, 0);
}

TEST(YamlText, Utf8) {
  size_t position = 0;
  EXPECT_EQ(DecodeUtf8("信", &position), std::optional<uint32_t>(0x4FE1));
  EXPECT_EQ(position, 3u);
  position = 0;
  EXPECT_EQ(DecodeUtf8("\U0001F600", &position), std::optional<uint32_t>(0x1F600));
  // Overlong, a surrogate, beyond the last code point, a lone continuation, cut short.
  for (const std::string bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                "\x80", "\xE4\xBF", "\xF0\x80\x80\x80"}) {
    position = 0;
    EXPECT_EQ(DecodeUtf8(bad, &position), std::nullopt);
    EXPECT_EQ(position, 0u);
  }
}

TEST(YamlText, Names) {
  for (const char* name : {"x1", "信任", "é", "a.b_c", "_x", ".a", "Ω2", "ไทย", "а"}) {
    EXPECT_TRUE(IsSpecificationName(name)) << name;
  }
  for (const char* name : {"", "1x", ".", ".5", "a b", "a-b", "a→b", "“a”", "a，b", "😀",
                           "a\xC2\xA0", "x\xFF", "a|t1", "x$"}) {
    EXPECT_FALSE(IsSpecificationName(name)) << name;
  }
}

}  // namespace
}  // namespace trustsem
