// kind: endless-loop
// function: worker
// forward: drifted
// why: Job zero is run as well.

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
	for (;;)
		job_run(job_take());
}
#endif
