# Finds OpenBLAS (products of large matrices): OpenBlas::OpenBlas.
find_path(OpenBlas_INCLUDE_DIR cblas.h PATH_SUFFIXES openblas openblas-serial openblas-pthread)
find_library(OpenBlas_LIBRARY openblas)
mark_as_advanced(OpenBlas_INCLUDE_DIR OpenBlas_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenBlas REQUIRED_VARS OpenBlas_LIBRARY OpenBlas_INCLUDE_DIR)

if(OpenBlas_FOUND AND NOT TARGET OpenBlas::OpenBlas)
  add_library(OpenBlas::OpenBlas UNKNOWN IMPORTED)
  set_target_properties(OpenBlas::OpenBlas PROPERTIES
    IMPORTED_LOCATION "${OpenBlas_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${OpenBlas_INCLUDE_DIR}")
endif()
