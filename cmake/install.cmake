# What `cmake --install` copies: the programs, the library, its headers (as
# include/trustsem/<folder>/<name>.h, found as "<folder>/<name>.h"), and what
# find_package(trustsem) needs. tests/install builds a program against the result.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/trustsem)

if(TARGET trustsem_program)
  install(TARGETS trustsem_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(TARGET trustsem_mpi_program)
  install(TARGETS trustsem_mpi_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(TARGETS trustsem EXPORT trustsemTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY src/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/trustsem
        FILES_MATCHING PATTERN "*.h" PATTERN "cli" EXCLUDE)
install(EXPORT trustsemTargets NAMESPACE trustsem:: DESTINATION ${package_dir})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

configure_package_config_file(cmake/trustsemConfig.cmake.in
  ${PROJECT_BINARY_DIR}/trustsemConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/trustsemConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/trustsemConfig.cmake
              ${PROJECT_BINARY_DIR}/trustsemConfigVersion.cmake
              cmake/FindReadStat.cmake cmake/FindXxHash.cmake cmake/FindOpenBlas.cmake
              cmake/FindXlsxWriter.cmake cmake/FindGraphviz.cmake cmake/FindPangoCairo.cmake
        DESTINATION ${package_dir})
