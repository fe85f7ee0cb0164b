// kind: endless-loop
// function: worker
// forward: same
// why: A loop that never ends, written in two ways, makes the same calls.

int job_take(void);
void job_run(int job);

#ifdef OLD
void worker(void)
{
	for (;;) {
		int job = job_take();

		if (job)
			job_run(job);
	}
}
#else
void worker(void)
{
	int job;

	while (1) {
		job = job_take();
		if (!job)
			continue;
		job_run(job);
	}
}
#endif
