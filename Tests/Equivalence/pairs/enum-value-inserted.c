// kind: enum
// function: state_next
// forward: drifted
// why: A new value in the middle moves those behind it.

#ifdef OLD
enum state { IDLE, BUSY, DONE };

int state_next(enum state state)
{
	return state == IDLE ? BUSY : DONE;
}
#else
enum state { IDLE, WAITING, BUSY, DONE };

int state_next(enum state state)
{
	return state == IDLE ? BUSY : DONE;
}
#endif
