// kind: warn
// function: port_close
// forward: drifted
// why: A warning was added for a port that has no users.

void warn_slowpath_fmt(const char *file, int line, unsigned int taint, const char *fmt, ...);
#define WARN_ON(condition) ({ \
	int __warned = !!(condition); \
	if (__warned) \
		warn_slowpath_fmt(__FILE__, __LINE__, 9, (void *)0); \
	__warned; })
struct port { int users, open; };
void port_stop(struct port *port);

#ifdef OLD
void port_close(struct port *port)
{
	if (--port->users)
		return;
	port->open = 0;
	port_stop(port);
}
#else
void port_close(struct port *port)
{
	WARN_ON(port->users <= 0);
	if (--port->users)
		return;
	port->open = 0;
	port_stop(port);
}
#endif
