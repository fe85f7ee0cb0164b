// kind: list
// function: queue_busy
// forward: same
// list: struct queue.jobs struct job.node
// why: The list is not empty when its first is not the head.

typedef _Bool bool;
#define true 1
#define false 0
struct list_head { struct list_head *next, *prev; };
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_for_each(pos, head) for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_entry(pos, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry(pos->member.next, typeof(*pos), member))
struct job { int id; struct list_head node; };
struct queue { struct list_head jobs; int stopped; };

#ifdef OLD
bool queue_busy(struct queue *queue)
{
	return !(queue->jobs.next == &queue->jobs) && !queue->stopped;
}
#else
bool queue_busy(struct queue *queue)
{
	if (queue->stopped)
		return false;
	return queue->jobs.next != &queue->jobs;
}
#endif
