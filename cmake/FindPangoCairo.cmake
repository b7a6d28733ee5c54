# Finds Pango on cairo (words and shapes of figures), known by pkg-config alone:
# PangoCairo::PangoCairo.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PangoCairo_Module QUIET IMPORTED_TARGET GLOBAL pangocairo)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PangoCairo REQUIRED_VARS PangoCairo_Module_LINK_LIBRARIES
                                  VERSION_VAR PangoCairo_Module_VERSION)

if(PangoCairo_FOUND AND NOT TARGET PangoCairo::PangoCairo)
  add_library(PangoCairo::PangoCairo ALIAS PkgConfig::PangoCairo_Module)
endif()
