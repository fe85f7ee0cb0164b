// kind: evaluation
// function: queue_room
// forward: drifted
// why: The macro evaluates the call twice where its value is the smaller.

#define min(a, b) ({ typeof(a) __a = (a); typeof(b) __b = (b); __a < __b ? __a : __b; })
int queue_free(int queue);

#ifdef OLD
int queue_room(int queue, int want)
{
	return min(queue_free(queue), want);
}
#else
#define NAIVE_MIN(a, b) ((a) < (b) ? (a) : (b))

int queue_room(int queue, int want)
{
	return NAIVE_MIN(queue_free(queue), want);
}
#endif
