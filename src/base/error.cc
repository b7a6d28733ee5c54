#include "base/error.h"

#include <fmt/format.h>

namespace trustsem {
namespace {

std::string Summary(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) {
    if (!text.empty()) text += '\n';
    text += ToString(fault);
  }
  return text;
}

}  // namespace

std::string ToString(const Fault& fault) {
  std::string text;
  const Place& place = fault.place;
  if (!place.file.empty()) text += place.file + ":";
  if (place.line > 0) text += fmt::format("{}:", place.line);
  if (place.column > 0) text += fmt::format("{}:", place.column);
  if (!text.empty()) text += ' ';
  text += fault.message;
  if (!fault.hint.empty()) text += "; " + fault.hint;
  if (text.back() != '?') text += '.';
  return text;
}

Error::Error(ErrorKind kind, std::vector<Fault> faults)
    : std::runtime_error(Summary(faults)), kind_(kind), faults_(std::move(faults)) {}

Error::Error(ErrorKind kind, std::string message, std::string hint)
    : Error(kind, {Fault{{}, std::move(message), std::move(hint)}}) {}

}  // namespace trustsem
