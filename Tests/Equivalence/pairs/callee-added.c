// kind: callee
// function: lamp_on
// forward: drifted
// why: Whatever the new function does, it is done besides all that was done before.

struct lamp { int state; };
void lamp_power(struct lamp *l);

#ifdef OLD
void lamp_on(struct lamp *l)
{
	lamp_power(l);
}
#else
void lamp_warm(struct lamp *l);

void lamp_on(struct lamp *l)
{
	lamp_warm(l);
	lamp_power(l);
}
#endif
