// kind: callee
// function: lamp_on
// forward: unknown
// why: lamp_power() has another name on the new side, as far as anybody can tell who reads this unit.

struct lamp { int state; };

#ifdef OLD
void lamp_power(struct lamp *l);
#else
void light_power(struct lamp *l);
#endif

#ifdef OLD
void lamp_on(struct lamp *l)
{
	l->state = 1;
	lamp_power(l);
}
#else
void lamp_on(struct lamp *l)
{
	l->state = 1;
	light_power(l);
}
#endif
