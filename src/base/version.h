// The program's version, as every output states it.
#ifndef TRUSTSEM_BASE_VERSION_H_
#define TRUSTSEM_BASE_VERSION_H_

namespace trustsem {

// "major.minor.patch", of the build's TRUSTSEM_VERSION.
const char* Version();

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_VERSION_H_
