// kind: calls
// function: core_reset
// forward: drifted
// why: Another function is called at the end.

struct core { int id; };
void core_halt(struct core *core);
void core_flush(struct core *core);
int core_state(struct core *core);
int core_status(struct core *core);

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
	core_halt(core);
	core_flush(core);
	return core_status(core);
}
#endif
