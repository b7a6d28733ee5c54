# trustsem_precompile(<name> HEADERS <header>... [LINKS <library>...]) makes a target whose only
# purpose is to parse the headers once; trustsem_use_precompiled(<target> <name>) lets another
# target use them. Sources still include what they use: they compile without this as well.
function(trustsem_precompile name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINKS" ${ARGN})
  if(NOT TRUSTSEM_PRECOMPILED_HEADERS)
    return()
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  if(NOT EXISTS ${source})
    file(WRITE ${source} "")  # a target needs a source
  endif()
  add_library(${name} OBJECT ${source})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} trustsem_warnings)
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

function(trustsem_use_precompiled target name)
  if(TRUSTSEM_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()
