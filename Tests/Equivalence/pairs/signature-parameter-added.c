// kind: signature
// function: relay_start
// forward: not-same
// why: What it does depends on the new parameter.

struct relay { int locked, side; };
int relay_pulse(struct relay *relay);
#ifdef OLD
int relay_start(struct relay *relay)
{
	if (relay->locked)
		return -16;
	return relay_pulse(relay);
}
#else
int relay_start(struct relay *relay, int force)
{
	if (relay->locked && !force)
		return -16;
	return relay_pulse(relay);
}
#endif
