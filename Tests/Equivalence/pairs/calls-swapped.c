// kind: calls
// function: core_reset
// forward: drifted
// why: Two calls change places.

struct core { int id; };
void core_halt(struct core *core);
void core_flush(struct core *core);
int core_state(struct core *core);

#ifdef OLD
int core_reset(struct core *core)
{
	core_halt(core);
	core_flush(core);
	return core_state(core);
}
#else
int core_reset(struct core *core)
{
	core_flush(core);
	core_halt(core);
	return core_state(core);
}
#endif
