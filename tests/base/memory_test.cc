#include "base/memory.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace trustsem {
namespace {

TEST(Memory, AvailableIsPositiveAndNotMoreThanIsBuiltIn) {
  const double built_in =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  EXPECT_GT(AvailableMemory(), 1e6);
  EXPECT_LE(AvailableMemory(), built_in);
}

TEST(Memory, BytesInWords) {
  EXPECT_EQ(ByteText(0), "0 bytes");
  EXPECT_EQ(ByteText(999), "999 bytes");
  EXPECT_EQ(ByteText(1000), "1.0 kB");
  EXPECT_EQ(ByteText(9.94e6), "9.9 MB");
  EXPECT_EQ(ByteText(9.96e6), "10 MB");
  EXPECT_EQ(ByteText(999.4e6), "999 MB");
  EXPECT_EQ(ByteText(999.6e6), "1.0 GB");
  EXPECT_EQ(ByteText(3.32e12), "3.3 TB");
  EXPECT_EQ(ByteText(2.5e21), "2500 EB");
}

}  // namespace
}  // namespace trustsem
