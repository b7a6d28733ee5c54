#include <algorithm>
#include <utility>

#include "base/error.h"
#include "data/companion.h"
#include "data/delimited_reader.h"
#include "data/read_data.h"

namespace trustsem {
namespace {

std::vector<Column> MakeColumns(const std::vector<std::string>& names,
                                const std::vector<std::string>& wanted) {
  std::vector<Column> columns(names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    columns[i].name = names[i];
    columns[i].loaded =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), names[i]) != wanted.end();
  }
  return columns;
}

// The texts of columns that began with numbers, by reading the file once more for them alone.
void ReadLateTexts(const std::string& path, size_t block_bytes, const DelimitedReader& first_pass,
                   Frame* frame) {
  if (!first_pass.source().file().is_regular()) {
    const Column& column = frame->columns[first_pass.text_found_late().front()];
    throw Error(ErrorKind::kData, {{{path},
                                    "column '" + column.name +
                                        "' mixes numbers with text, and a pipe cannot be read "
                                        "a second time to fetch the text",
                                    "write the data to a file first"}});
  }
  std::vector<Loading> loading(frame->columns.size(), Loading::kSkip);
  for (size_t column : first_pass.text_found_late()) loading[column] = Loading::kText;
  DelimitedReader reader(path, block_bytes);
  reader.ReadHeader();
  const int64_t rows = reader.ReadRows(&frame->columns, loading);
  if (rows != frame->rows || reader.source().file().HashOfBytesRead() != frame->hash) {
    throw Error(ErrorKind::kData, {Fault{{path},
                                         "the data file changed while it was read",
                                         "run again when nothing writes to it"}});
  }
}

}  // namespace

Frame ReadDelimitedInBlocks(const std::string& path, const std::vector<std::string>& wanted,
                            size_t block_bytes, const std::vector<std::string>& texts) {
  Frame frame;
  frame.file = path;
  DelimitedReader reader(path, block_bytes);
  frame.columns = MakeColumns(reader.ReadHeader(), wanted);
  std::vector<Loading> loading;
  for (Column& column : frame.columns) {
    column.is_text =
        column.loaded && std::find(texts.begin(), texts.end(), column.name) != texts.end();
    loading.push_back(column.is_text  ? Loading::kText
                      : column.loaded ? Loading::kNumbers
                                      : Loading::kSkip);
  }
  frame.rows = reader.ReadRows(&frame.columns, loading);
  frame.hash = reader.source().file().HashOfBytesRead();
  if (frame.rows == 0) {
    throw Error(ErrorKind::kData, {Fault{{path},
                                         "the data file holds a header and no rows",
                                         "check that the export was complete"}});
  }
  if (!reader.text_found_late().empty()) ReadLateTexts(path, block_bytes, reader, &frame);
  std::vector<Fault> faults = reader.InfiniteNumbers();
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  ReadCompanion(&frame);
  return frame;
}

Frame ReadDelimited(const std::string& path, const std::vector<std::string>& wanted,
                    const std::vector<std::string>& texts) {
  return ReadDelimitedInBlocks(path, wanted, kBlockBytes, texts);
}

}  // namespace trustsem
