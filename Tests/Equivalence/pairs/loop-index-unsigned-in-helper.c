// kind: loop-form
// function: start_all
// forward: same
// why: A helper takes the index as an unsigned number; it counts up from 0 and is never negative.

struct queue { unsigned int count; void **contexts; };
void start(void *context);

#ifndef OLD
static void *context_of(struct queue *queue, unsigned int at)
{
	return queue->contexts[at];
}
#endif

#ifdef OLD
void start_all(struct queue *queue)
{
	int i;

	for (i = 0; i < 40; i++)
		start(queue->contexts[i]);
}
#else
void start_all(struct queue *queue)
{
	int i;

	for (i = 0; i < 40; i++)
		start(context_of(queue, i));
}
#endif
