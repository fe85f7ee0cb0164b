// kind: enum
// function: state_next
// forward: same
// why: The values become macros.

#ifdef OLD
enum state { IDLE, BUSY, DONE };

int state_next(enum state state)
{
	return state == IDLE ? BUSY : DONE;
}
#else
#define IDLE 0
#define BUSY 1
#define DONE 2
enum state { UNUSED };

int state_next(enum state state)
{
	if (state != IDLE)
		return DONE;
	return BUSY;
}
#endif
