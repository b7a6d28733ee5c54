// The memory of the machine.
#ifndef TRUSTSEM_BASE_MEMORY_H_
#define TRUSTSEM_BASE_MEMORY_H_

#include <string>

namespace trustsem {

// Bytes that a program can still take without driving others out (Linux's MemAvailable), or, where
// the system does not tell, all that is built in; infinity where it tells neither.
double AvailableMemory();

// "3.3 TB", "512 MB": powers of 1000, two digits at least.
std::string ByteText(double bytes);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_MEMORY_H_
