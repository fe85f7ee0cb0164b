// kind: enum
// function: state_next
// forward: same
// why: A new value at the end moves none.

#ifdef OLD
enum state { IDLE, BUSY, DONE };

int state_next(enum state state)
{
	return state == IDLE ? BUSY : DONE;
}
#else
enum state { IDLE, BUSY, DONE, LOST };

int state_next(enum state state)
{
	return state == IDLE ? BUSY : DONE;
}
#endif
