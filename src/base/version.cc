#include "base/version.h"

#ifndef TRUSTSEM_VERSION
#error "the build defines TRUSTSEM_VERSION, for example -DTRUSTSEM_VERSION=\"0.1.0\""
#endif

namespace trustsem {

const char* Version() { return TRUSTSEM_VERSION; }

}  // namespace trustsem
