"""Shows the notices of a desktop: prints each as a line of JSON, and clicks those whose number it reads."""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

INTERFACE = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  </interface>
</node>
"""
NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
count = 0
bus = None


def tell(**facts):
    print(json.dumps(facts), flush=True)


def signal(name, shape, *values):
    bus.emit_signal(None, PATH, NAME, name, GLib.Variant(shape, values))


def call(_bus, _sender, _path, _interface, method, given, reply):
    global count
    if method == "GetCapabilities":
        reply.return_value(GLib.Variant("(as)", (["actions", "body", "persistence"],)))
    elif method == "GetServerInformation":
        reply.return_value(GLib.Variant("(ssss)", ("desktop", "vigie", "1", "1.2")))
    elif method == "Notify":
        _app, replaces, _icon, title, body, actions, _hints, _timeout = given.unpack()
        count += 0 if replaces else 1
        number = replaces or count
        reply.return_value(GLib.Variant("(u)", (number,)))
        tell(shown=number, title=title, body=body, actions=actions)
    else:
        number = given.unpack()[0]
        reply.return_value(None)
        signal("NotificationClosed", "(uu)", number, 3)


def own(connection, _name):
    global bus
    bus = connection
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
    connection.register_object(PATH, node.interfaces[0], call, None, None)


def click(source, _condition):
    line = source.readline()
    if line == "":
        loop.quit()
        return False
    signal("ActionInvoked", "(us)", int(line), "default")
    return True


loop = GLib.MainLoop()
Gio.bus_own_name(Gio.BusType.SESSION, NAME, 0, own, lambda *_: tell(ready=True), None)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, click)
loop.run()
