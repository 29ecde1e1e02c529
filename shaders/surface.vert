// The surface, or the floor below it (a quad of the mesh's corners).
layout(location = 0) in vec3 position; // scene: the map's pixels
layout(location = 1) in vec3 normal;

uniform mat4 matrix;
uniform vec4 texel_of; // texel = texel_of.xy + texel_of.zw * place
uniform vec2 cut; // heights between which it is drawn
uniform vec3 light;

out vec2 texel;
out float shade;
out float gl_ClipDistance[2];

void main()
{
    gl_Position = matrix * vec4(position, 1.0);
    texel = texel_of.xy + texel_of.zw * position.xy;
    gl_ClipDistance[0] = cut.y - position.z;
    gl_ClipDistance[1] = position.z - cut.x;
    shade = 0.62 + 0.46 * max(dot(normal, light), 0.0);
}
