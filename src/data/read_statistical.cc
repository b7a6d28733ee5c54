#include <fmt/format.h>
#include <readstat.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "data/companion.h"
#include "data/input_file.h"
#include "data/names.h"
#include "data/read_data.h"
#include "data/statistical_dates.h"
#include "data/text_codes.h"

namespace trustsem {
namespace {

using ValueLabels = std::vector<std::pair<double, std::string>>;

Column::Measure MeasureOf(const readstat_variable_t& variable) {
  switch (readstat_variable_get_measure(&variable)) {
    case READSTAT_MEASURE_NOMINAL:
      return Column::Measure::kNominal;
    case READSTAT_MEASURE_ORDINAL:
      return Column::Measure::kOrdinal;
    case READSTAT_MEASURE_SCALE:
      return Column::Measure::kScale;
    default:
      return Column::Measure::kUnknown;
  }
}

std::vector<std::pair<double, double>> MissingRanges(const readstat_variable_t& variable) {
  std::vector<std::pair<double, double>> ranges;
  const int count = readstat_variable_get_missing_ranges_count(&variable);
  for (int i = 0; i < count; ++i) {
    const readstat_value_t low = readstat_variable_get_missing_range_lo(&variable, i);
    const readstat_value_t high = readstat_variable_get_missing_range_hi(&variable, i);
    if (readstat_type_class(readstat_value_type(low)) != READSTAT_TYPE_CLASS_NUMERIC) continue;
    ranges.emplace_back(readstat_double_value(low), readstat_double_value(high));
  }
  return ranges;
}

// What the handlers of ReadStat, which are plain functions, fill in.
class StatisticalReader {
 public:
  StatisticalReader(const std::string& path, const std::vector<std::string>& wanted)
      : wanted_(wanted) {
    frame_.file = path;
  }

  Frame Read();

 private:
  using Parse = readstat_error_t (*)(readstat_parser_t*, const char*, void*);

  static int OnMetadata(readstat_metadata_t* metadata, void* self) {
    const int rows = readstat_get_row_count(metadata);
    static_cast<StatisticalReader*>(self)->expected_rows_ = rows > 0 ? rows : 0;
    return READSTAT_HANDLER_OK;
  }
  static int OnVariable(int, readstat_variable_t* variable, const char* labels, void* self) {
    return static_cast<StatisticalReader*>(self)->AddVariable(*variable, labels);
  }
  static int OnValue(int row, readstat_variable_t* variable, readstat_value_t value, void* self) {
    static_cast<StatisticalReader*>(self)->AddValue(row, variable, value);
    return READSTAT_HANDLER_OK;
  }
  static int OnValueLabel(const char* set, readstat_value_t value, const char* label, void* self) {
    static_cast<StatisticalReader*>(self)->AddValueLabel(set, value, label);
    return READSTAT_HANDLER_OK;
  }
  static void OnError(const char* message, void* self) {
    static_cast<StatisticalReader*>(self)->detail_ = Trim(message);
  }

  [[noreturn]] void Fail(std::string message, std::string hint) const {
    throw Error(ErrorKind::kData, {Fault{{frame_.file}, std::move(message), std::move(hint)}});
  }
  Parse ParserOfExtension() const;
  int AddVariable(const readstat_variable_t& variable, const char* labels);
  void AddValue(int row, readstat_variable_t* variable, readstat_value_t value);
  void AddNumber(int row, Column* column, double value);
  void AddValueLabel(const char* set, readstat_value_t value, const char* label);
  void CheckFrame();

  const std::vector<std::string>& wanted_;
  Frame frame_;
  std::vector<std::unique_ptr<TextCodes>> codes_;  // one a column; null: numbers
  std::vector<std::string> label_sets_;            // one a column; empty: none
  std::vector<std::string> formats_;               // likewise
  std::map<std::string, ValueLabels> labels_;
  std::vector<Fault> infinite_;
  std::vector<bool> infinite_found_;
  std::string detail_;
  int64_t expected_rows_ = 0;
};

StatisticalReader::Parse StatisticalReader::ParserOfExtension() const {
  const std::string extension = ToLower(std::filesystem::path(frame_.file).extension().string());
  if (extension == ".sav" || extension == ".zsav") return readstat_parse_sav;
  if (extension == ".por") return readstat_parse_por;
  if (extension == ".dta") return readstat_parse_dta;
  if (extension == ".sas7bdat") return readstat_parse_sas7bdat;
  if (extension == ".xpt") return readstat_parse_xport;
  Fail("the extension is not that of an SPSS, Stata or SAS file",
       "known are .sav, .zsav, .por, .dta, .sas7bdat and .xpt");
}

int StatisticalReader::AddVariable(const readstat_variable_t& variable, const char* labels) {
  Column column;
  column.name = readstat_variable_get_name(&variable);
  if (const char* label = readstat_variable_get_label(&variable)) column.label = label;
  column.loaded =
      wanted_.empty() || std::find(wanted_.begin(), wanted_.end(), column.name) != wanted_.end();
  const readstat_type_t type = readstat_variable_get_type(&variable);
  column.is_text = type == READSTAT_TYPE_STRING || type == READSTAT_TYPE_STRING_REF;
  column.measure = MeasureOf(variable);
  if (!column.is_text) column.missing_ranges = MissingRanges(variable);
  const auto rows = static_cast<size_t>(expected_rows_);
  if (column.loaded && column.is_text) column.codes.reserve(rows);
  if (column.loaded && !column.is_text) column.numbers.reserve(rows);
  const bool loaded = column.loaded;
  frame_.columns.push_back(std::move(column));
  label_sets_.emplace_back(labels != nullptr ? labels : "");
  const char* format = readstat_variable_get_format(&variable);
  formats_.emplace_back(format != nullptr ? format : "");
  infinite_found_.push_back(false);
  return loaded ? READSTAT_HANDLER_OK : READSTAT_HANDLER_SKIP_VARIABLE;
}

void StatisticalReader::AddValue(int row, readstat_variable_t* variable, readstat_value_t value) {
  // The columns no longer move once values arrive.
  if (codes_.empty()) {
    for (Column& column : frame_.columns) {
      codes_.push_back(column.is_text ? std::make_unique<TextCodes>(&column.values) : nullptr);
    }
  }
  frame_.rows = std::max<int64_t>(frame_.rows, row + 1);
  const auto index = static_cast<size_t>(readstat_variable_get_index(variable));
  Column& column = frame_.columns[index];
  const bool missing = readstat_value_is_missing(value, variable) != 0;
  if (!column.is_text) {
    double number = std::numeric_limits<double>::quiet_NaN();
    if (!missing) number = readstat_double_value(value);
    return AddNumber(row, &column, number);
  }
  const char* text = missing ? nullptr : readstat_string_value(value);
  const std::string_view trimmed = text != nullptr ? Trim(text) : std::string_view();
  column.codes.push_back(trimmed.empty() ? -1 : codes_[index]->CodeOf(trimmed));
  if (!trimmed.empty() && column.first_text_row == 0) column.first_text_row = row + 1;
}

void StatisticalReader::AddNumber(int row, Column* column, double value) {
  column->numbers.push_back(value);
  if (!std::isinf(value)) return;
  const auto index = static_cast<size_t>(column - frame_.columns.data());
  if (infinite_found_[index]) return;
  infinite_found_[index] = true;
  infinite_.push_back(
      {{frame_.file},
       fmt::format("column '{}' holds an infinite number in data row {}", column->name, row + 1),
       "give a finite number, or mark it as missing"});
}

void StatisticalReader::AddValueLabel(const char* set, readstat_value_t value, const char* label) {
  const readstat_type_class_t kind = readstat_type_class(readstat_value_type(value));
  if (kind != READSTAT_TYPE_CLASS_NUMERIC || readstat_value_is_system_missing(value) ||
      readstat_value_is_tagged_missing(value) || label == nullptr || set == nullptr) {
    return;
  }
  labels_[set].emplace_back(readstat_double_value(value), label);
}

void StatisticalReader::CheckFrame() {
  if (frame_.columns.empty()) Fail("the data file holds no variables", "check the export");
  CheckColumnNames({frame_.file}, frame_.Names());
  // Where no wanted column exists no value was read, and the number of rows is the file's own.
  const bool any_loaded = std::any_of(frame_.columns.begin(), frame_.columns.end(),
                                      [](const Column& column) { return column.loaded; });
  if (!any_loaded) frame_.rows = expected_rows_;
  if (any_loaded && frame_.rows == 0) {
    Fail("the data file holds variables and no rows", "check that the export was complete");
  }
  if (!infinite_.empty()) throw Error(ErrorKind::kData, std::move(infinite_));
}

Frame StatisticalReader::Read() {
  const Parse parse = ParserOfExtension();
  frame_.hash = HashOfFile(frame_.file);
  const std::unique_ptr<readstat_parser_t, void (*)(readstat_parser_t*)> parser(
      readstat_parser_init(), readstat_parser_free);
  readstat_set_metadata_handler(parser.get(), OnMetadata);
  readstat_set_variable_handler(parser.get(), OnVariable);
  readstat_set_value_handler(parser.get(), OnValue);
  readstat_set_value_label_handler(parser.get(), OnValueLabel);
  readstat_set_error_handler(parser.get(), OnError);
  const readstat_error_t error = parse(parser.get(), frame_.file.c_str(), this);
  if (error != READSTAT_OK) {
    const std::string reason = detail_.empty() ? readstat_error_message(error) : detail_;
    Fail(fmt::format("the data file cannot be read ({})", Excerpt(reason, 120)),
         "check that its extension tells its kind and that it is whole, or export it as CSV");
  }
  CheckFrame();
  const std::string extension = ToLower(std::filesystem::path(frame_.file).extension().string());
  for (size_t i = 0; i < frame_.columns.size(); ++i) {
    const auto set = labels_.find(label_sets_[i]);
    if (set != labels_.end()) frame_.columns[i].value_labels = set->second;
    const std::optional<DateScale> dates = FindDateScale(extension, formats_[i]);
    if (dates && frame_.columns[i].loaded && !frame_.columns[i].is_text) {
      WriteDatesOut(*dates, &frame_.columns[i]);
    }
  }
  ReadCompanion(&frame_);
  return std::move(frame_);
}

}  // namespace

Frame ReadStatistical(const std::string& path, const std::vector<std::string>& wanted) {
  return StatisticalReader(path, wanted).Read();
}

}  // namespace trustsem
