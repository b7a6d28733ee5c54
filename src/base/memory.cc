#include "base/memory.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <limits>

namespace trustsem {

double AvailableMemory() {
  std::ifstream lines("/proc/meminfo");
  std::string name, unit;
  double kilobytes = 0;
  while (lines >> name >> kilobytes) {
    if (name == "MemAvailable:") return kilobytes * 1024;
    std::getline(lines, unit);
  }
  const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || size <= 0) return std::numeric_limits<double>::infinity();
  return static_cast<double>(pages) * static_cast<double>(size);
}

std::string ByteText(double bytes) {
  constexpr const char* kUnits[] = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
  size_t unit = 0;
  // 999.5 would be printed as 1000.
  while (bytes >= 999.5 && unit + 1 < std::size(kUnits)) {
    bytes /= 1000;
    ++unit;
  }
  return fmt::format("{:.{}f} {}", bytes, bytes < 9.95 && unit > 0 ? 1 : 0, kUnits[unit]);
}

}  // namespace trustsem
