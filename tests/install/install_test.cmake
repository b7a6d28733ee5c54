# Installs the build into an empty prefix, then configures, builds and runs the program beside this
# file against it. Arguments: BUILD_DIR, WORK_DIR, GENERATOR, COMPILER, FLAGS.
set(prefix "${WORK_DIR}/prefix")
set(build "${WORK_DIR}/build")
file(REMOVE_RECURSE "${WORK_DIR}")

execute_process(COMMAND ${CMAKE_COMMAND} --install "${BUILD_DIR}" --prefix "${prefix}"
                OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -G "${GENERATOR}" -S "${CMAKE_CURRENT_LIST_DIR}"
                        -B "${build}" "-DCMAKE_PREFIX_PATH=${prefix}" -DCMAKE_BUILD_TYPE=Release
                        "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}"
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build "${build}" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${build}/consumer" OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output MATCHES "^trustsem [0-9]+\\.[0-9]+\\.[0-9]+: 2 constructs\n$")
  message(FATAL_ERROR "the installed library printed '${output}' instead of two constructs")
endif()
if(EXISTS "${BUILD_DIR}/trustsem")
  execute_process(COMMAND "${prefix}/bin/trustsem" --version OUTPUT_QUIET
                  COMMAND_ERROR_IS_FATAL ANY)
endif()
