#include "spec/read_model.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace trustsem {
namespace {

constexpr uint64_t kLongestSpecification = 4u << 20;  // bytes

}  // namespace

Model ReadModel(const std::string& path) {
  const std::string extension = ToLower(std::filesystem::path(path).extension().string());
  const bool yaml = extension == ".yaml" || extension == ".yml";
  const bool lavaan = extension == ".lav" || extension == ".lavaan" || extension == ".txt";
  if (!yaml && !lavaan) {
    throw Error(ErrorKind::kSpecification,
                {{Place{path, 0, 0},
                  extension.empty() ? "the model's file name has no extension"
                                    : fmt::format("'{}' is not a model's extension", extension),
                  "name it .yaml or .yml for a specification, .lav, .lavaan or .txt for lavaan "
                  "syntax"}});
  }
  const std::string text = ReadTextFile(path, ErrorKind::kSpecification, "the model specification",
                                        kLongestSpecification);
  Model model = yaml ? ReadYaml(text, path) : ReadLavaan(text, path);
  model.hash = Hash(text);
  return model;
}

}  // namespace trustsem
