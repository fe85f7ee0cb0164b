// kind: warn
// function: port_check
// forward: drifted
// why: The check stays and the warning goes.

void warn_slowpath_fmt(const char *file, int line, unsigned int taint, const char *fmt, ...);
#define WARN_ON(condition) ({ \
	int __warned = !!(condition); \
	if (__warned) \
		warn_slowpath_fmt(__FILE__, __LINE__, 9, (void *)0); \
	__warned; })
struct port { int users, open; };

#ifdef OLD
int port_check(struct port *port)
{
	if (WARN_ON(port->users < 0 || !port->open))
		return -22;
	return 0;
}
#else
int port_check(struct port *port)
{
	if (port->users < 0 || !port->open)
		return -22;
	return 0;
}
#endif
