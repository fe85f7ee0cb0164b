// kind: container-of
// function: timer_fire
// forward: drifted
// as: timer_fire.timer struct job.timer
// why: The member is taken from behind and not from before the timer.

#define container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
struct timer { int due; };
struct job { int id; struct timer timer; };
void job_run(int id);

#ifdef OLD
void timer_fire(struct timer *timer)
{
	struct job *job = container_of(timer, struct job, timer);

	job->timer.due = 0;
	job_run(job->id);
}
#else
void timer_fire(struct timer *timer)
{
	timer->due = 0;
	job_run(timer->due);
}
#endif
