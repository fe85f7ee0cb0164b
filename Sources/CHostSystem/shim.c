#define _GNU_SOURCE
#include "CHostSystem.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int kdrift_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int kdrift_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int kdrift_spawn_in_directory(posix_spawn_file_actions_t *actions, const char *directory) {
    return posix_spawn_file_actions_addchdir_np(actions, directory);
}

int kdrift_close_from(posix_spawn_file_actions_t *actions, int lowest) {
#if __GLIBC_PREREQ(2, 34)
    return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
#else
    (void)actions;
    (void)lowest;
    return 0;
#endif
}
