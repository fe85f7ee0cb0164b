#ifndef KDRIFT_CHOSTSYSTEM_H
#define KDRIFT_CHOSTSYSTEM_H

#include <spawn.h>

/* Functions of glibc that Swift does not see, since they ask for _GNU_SOURCE. Each gives back -1 or an error number as
 * the function does that it stands for. */

/* pipe2(2) with O_CLOEXEC: no program that is started meanwhile inherits an end. */
int kdrift_pipe(int ends[2]);

/* memfd_create(2) with MFD_CLOEXEC. */
int kdrift_memory_file(const char *name);

/* posix_spawn_file_actions_addchdir_np(3). */
int kdrift_spawn_in_directory(posix_spawn_file_actions_t *actions, const char *directory);

/* posix_spawn_file_actions_addclosefrom_np(3), which glibc has since 2.34: what a library opened without O_CLOEXEC stays
 * ours. Before, nothing is closed. */
int kdrift_close_from(posix_spawn_file_actions_t *actions, int lowest);

#endif
