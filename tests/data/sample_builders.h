// Frames, requests and samples for tests, in memory.
#ifndef TRUSTSEM_TESTS_DATA_SAMPLE_BUILDERS_H_
#define TRUSTSEM_TESTS_DATA_SAMPLE_BUILDERS_H_

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "data/sample.h"
#include "temporary_folder.h"

namespace trustsem {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

inline Column Numbers(std::string name, std::vector<double> numbers) {
  Column column;
  column.name = std::move(name);
  column.numbers = std::move(numbers);
  return column;
}

inline Column Texts(std::string name, std::vector<std::string> values, std::vector<int32_t> codes,
                    int64_t first_text_row = 1) {
  Column column;
  column.name = std::move(name);
  column.is_text = true;
  column.values = std::move(values);
  column.codes = std::move(codes);
  column.first_text_row = first_text_row;
  return column;
}

inline std::shared_ptr<const Frame> MakeFrame(std::vector<Column> columns) {
  auto frame = std::make_shared<Frame>();
  frame->file = "answers.csv";
  frame->rows =
      static_cast<int64_t>(std::max(columns.front().numbers.size(), columns.front().codes.size()));
  frame->columns = std::move(columns);
  return frame;
}

inline SampleRequest Request(std::vector<std::string> variables, std::string group = "",
                             std::string weights = "") {
  SampleRequest request;
  request.variables = std::move(variables);
  request.group = std::move(group);
  request.weights = std::move(weights);
  return request;
}

inline std::string SampleError(std::vector<Column> columns, const SampleRequest& request) {
  const auto frame = MakeFrame(std::move(columns));
  return DataError([&] { MakeSample(frame, request); });
}

inline const Note* FindNote(const Sample& sample, const std::string& code) {
  for (const Note& note : sample.notes) {
    if (note.code == code) return &note;
  }
  return nullptr;
}

inline std::vector<std::string> NoteCodes(const Sample& sample) {
  std::vector<std::string> codes;
  for (const Note& note : sample.notes) codes.push_back(note.code);
  return codes;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_DATA_SAMPLE_BUILDERS_H_
